<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutPresenter</name>
    <message>
        <source>Version {version}</source>
        <translation>版本 {version}</translation>
    </message>
    <message>
        <source>Protocol {name}, checksum {checksum}</source>
        <translation>方案 {name},校验和 {checksum}</translation>
    </message>
</context>
<context>
    <name>AboutScreen</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>About Bedside</source>
        <translation>关于 Bedside</translation>
    </message>
</context>
<context>
    <name>AccountPresenter</name>
    <message>
        <source>Needed</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>The two passwords differ</source>
        <translation>两次输入的密码不一致</translation>
    </message>
    <message>
        <source>4 to 8 figures</source>
        <translation>4 至 8 位数字</translation>
    </message>
    <message>
        <source>The two PINs differ</source>
        <translation>两次输入的 PIN 不一致</translation>
    </message>
    <message>
        <source>Your password is changed</source>
        <translation>密码已更改</translation>
    </message>
    <message>
        <source>Your PIN is set</source>
        <translation>PIN 已设置</translation>
    </message>
    <message>
        <source>Your PIN is removed</source>
        <translation>PIN 已删除</translation>
    </message>
    <message>
        <source>The new recovery codes hold; the old ones are worthless</source>
        <translation>新恢复码已生效，旧码作废</translation>
    </message>
</context>
<context>
    <name>AccountScreen</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>It opens the store and signs what you approve. Nobody else should know it.</source>
        <translation>它用于打开数据库并签署您批准的内容。不应让他人知道。</translation>
    </message>
    <message>
        <source>Password until now</source>
        <translation>当前密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>At least 10 characters; several words are best</source>
        <translation>至少 10 个字符，最好由多个词组成</translation>
    </message>
    <message>
        <source>New password once more</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>更改密码</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN 码</translation>
    </message>
    <message>
        <source>PIN, 4 to 8 figures</source>
        <translation>PIN（4 至 8 位数字）</translation>
    </message>
    <message>
        <source>PIN once more</source>
        <translation>再次输入 PIN</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>您的密码</translation>
    </message>
    <message>
        <source>Remove PIN</source>
        <translation>删除 PIN</translation>
    </message>
    <message>
        <source>Recovery codes</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Two codes, kept by two people, open the store when no administrator can. New ones make the old ones worthless.</source>
        <translation>两个恢复码由两人分别保管；没有管理员能打开数据库时，两码合用即可打开。生成新码后旧码作废。</translation>
    </message>
    <message>
        <source>Make new codes</source>
        <translation>生成新恢复码</translation>
    </message>
    <message>
        <source>Password and PIN of {name}</source>
        <translation>{name} 的密码与 PIN</translation>
    </message>
    <message>
        <source>It opens a locked window and takes the desk over while the store is open, for {n} h after your last password. Three wrong ones remove it.</source>
        <translation>数据库打开期间可用它解锁窗口或接班，自上次输入密码起 {n} 小时内有效。输错三次即失效。</translation>
    </message>
    <message>
        <source>You have a PIN.</source>
        <translation>您已设置 PIN。</translation>
    </message>
    <message>
        <source>You have no PIN.</source>
        <translation>您尚未设置 PIN。</translation>
    </message>
    <message>
        <source>Replace PIN</source>
        <translation>更换 PIN</translation>
    </message>
    <message>
        <source>Set PIN</source>
        <translation>设置 PIN</translation>
    </message>
</context>
<context>
    <name>AddPerson</name>
    <message>
        <source>{name} can sign in with the temporary password</source>
        <translation>{name} 可用临时密码登录</translation>
    </message>
</context>
<context>
    <name>AddPersonForm</name>
    <message>
        <source>Add person</source>
        <translation>添加人员</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>添加人员</translation>
    </message>
    <message>
        <source>Letters, digits, &apos;.&apos;, &apos;_&apos; or &apos;-&apos;. Never used again for anybody else.</source>
        <translation>字母、数字、“.”“_”或“-”。不会再分配给其他人。</translation>
    </message>
    <message>
        <source>User id</source>
        <translation>用户编号</translation>
    </message>
    <message>
        <source>Name, as it is printed beside what this person records</source>
        <translation>姓名（显示在其记录旁边）</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
</context>
<context>
    <name>AdmissionForm</name>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Add patient</source>
        <translation>收入患者</translation>
    </message>
    <message>
        <source>Stays on this ward, never sent</source>
        <translation>只留在本病区，不对外发送</translation>
    </message>
    <message>
        <source>Trial subject number</source>
        <translation>试验受试者编号</translation>
    </message>
    <message>
        <source>For example 01-004</source>
        <translation>例如 01-004</translation>
    </message>
    <message>
        <source>Bed</source>
        <translation>床号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Hospital record number, as on the wristband</source>
        <translation>病案号（与腕带一致）</translation>
    </message>
    <message>
        <source>Age in years</source>
        <translation>年龄（周岁）</translation>
    </message>
    <message>
        <source>Developmental delay known from before</source>
        <translation>既往已知发育迟缓</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>CAR-T product</source>
        <translation>CAR-T 产品</translation>
    </message>
    <message>
        <source>The infusion</source>
        <translation>输注</translation>
    </message>
    <message>
        <source>is planned</source>
        <translation>已计划</translation>
    </message>
    <message>
        <source>has begun</source>
        <translation>已开始</translation>
    </message>
    <message>
        <source>Date of infusion</source>
        <translation>输注日期</translation>
    </message>
    <message>
        <source>Year-month-day, for example 2026-11-22</source>
        <translation>年-月-日，例如 2026-11-22</translation>
    </message>
    <message>
        <source>Time of infusion</source>
        <translation>输注时间</translation>
    </message>
    <message>
        <source>Hours:minutes, for example 10:30</source>
        <translation>时:分，例如 10:30</translation>
    </message>
</context>
<context>
    <name>AdverseEvent</name>
    <message>
        <source>✓ This grade</source>
        <translation>✓ 即此级别</translation>
    </message>
    <message>
        <source>; or </source>
        <comment>between criteria of one grade</comment>
        <translation>；或</translation>
    </message>
    <message>
        <source>NCI: {wording}</source>
        <translation>NCI 原文：{wording}</translation>
    </message>
    <message>
        <source>Grades cannot be signed until NCI&apos;s official wording is imported.</source>
        <translation>导入 NCI 原文之前，级别不能签署。</translation>
    </message>
    <message>
        <source>NCI&apos;s official wording is not imported on this computer.</source>
        <translation>本机尚未导入 NCI 官方原文。</translation>
    </message>
    <message>
        <source>NCI&apos;s wording: CTCAE {version}, file {file}</source>
        <translation>NCI 原文：CTCAE {version}，文件 {file}</translation>
    </message>
    <message>
        <source>not a file that Bedside knows</source>
        <translation>Bedside 不认识此文件</translation>
    </message>
    <message>
        <source>the laboratory value</source>
        <translation>实验室数值</translation>
    </message>
    <message>
        <source>the lower limit of normal</source>
        <translation>正常值下限</translation>
    </message>
    <message>
        <source>the upper limit of normal</source>
        <translation>正常值上限</translation>
    </message>
    <message>
        <source>the value at baseline</source>
        <translation>基线值</translation>
    </message>
    <message>
        <source>the albumin of the same sample</source>
        <translation>同一样本的白蛋白</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>不清楚</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>以上都没有</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the items of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>special interest</source>
        <translation>特别关注</translation>
    </message>
    <message>
        <source>recently used</source>
        <translation>最近用过</translation>
    </message>
    <message>
        <source>a whole number from {lowest} to {highest} {unit}</source>
        <translation>{lowest} 至 {highest} {unit} 的整数</translation>
    </message>
    <message>
        <source>a number from {lowest} to {highest} {unit}</source>
        <translation>{lowest} 至 {highest} {unit} 的数字</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Lower limit</source>
        <translation>下限</translation>
    </message>
    <message>
        <source>Upper limit</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>At baseline</source>
        <translation>基线值</translation>
    </message>
    <message>
        <source>Albumin (g/L)</source>
        <translation>白蛋白（g/L）</translation>
    </message>
    <message>
        <source>{scale} grade {grade}</source>
        <translation>{scale} {grade} 级</translation>
    </message>
    <message>
        <source>No grade of this term fits the answers. Choose a grade and say why, or take another term.</source>
        <translation>该术语没有与所答相符的级别。请选择级别并说明理由，或改选其他术语。</translation>
    </message>
    <message>
        <source>{grade}, as the answers say</source>
        <translation>{grade}（按所答得出）</translation>
    </message>
    <message>
        <source>{scale}: the answers leave grade {least} to {most} open. Answer more, or choose within it and say why.</source>
        <translation>{scale}：按所答尚不能确定，可能为 {least} 至 {most} 级。请继续回答，或在此范围内选择并说明理由。</translation>
    </message>
    <message>
        <source>Grade {grade}</source>
        <translation>{grade} 级</translation>
    </message>
    <message>
        <source>the unit of the report</source>
        <translation>报告上的单位</translation>
    </message>
    <message>
        <source>a number such as 0.5, 7 or 1200</source>
        <translation>数字，如 0.5、7 或 1200</translation>
    </message>
</context>
<context>
    <name>AdverseEventPresenter</name>
    <message>
        <source>Needed: answer more questions, or choose a grade and say why</source>
        <translation>尚需：继续回答，或选择级别并说明理由</translation>
    </message>
    <message>
        <source>Needed: a reason, because the answers say otherwise</source>
        <translation>尚需理由：该级别与所答不一致</translation>
    </message>
    <message>
        <source>Needed: what the event was, in a few words</source>
        <translation>尚需：用几个字说明是什么事件</translation>
    </message>
    <message>
        <source>Recorded: {term}, {grade}</source>
        <translation>已记录：{term}，{grade}</translation>
    </message>
</context>
<context>
    <name>AdverseEventScreen</name>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Save adverse event</source>
        <translation>保存不良事件</translation>
    </message>
    <message>
        <source>Adverse event · {patient}</source>
        <translation>不良事件 · {patient}</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>术语</translation>
    </message>
</context>
<context>
    <name>AnalyteAdder</name>
    <message>
        <source>Add another analyte</source>
        <translation>添加其他检验项目</translation>
    </message>
    <message>
        <source>Type a part of its name</source>
        <translation>输入名称的一部分</translation>
    </message>
    <message>
        <source>No other analyte of this name is graded</source>
        <translation>没有其他同名且可分级的检验项目</translation>
    </message>
</context>
<context>
    <name>AnsweredRow</name>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Change: {question}</source>
        <translation>更改：{question}</translation>
    </message>
</context>
<context>
    <name>Approve</name>
    <message>
        <source>your password</source>
        <translation>您的密码</translation>
    </message>
    <message>
        <source>Approved and signed</source>
        <translation>已批准并签署</translation>
    </message>
</context>
<context>
    <name>ApproveForm</name>
    <message>
        <source>Trial protocol</source>
        <translation>试验方案</translation>
    </message>
    <message>
        <source>Approve and sign</source>
        <translation>批准并签署</translation>
    </message>
    <message>
        <source>What this amendment changes for every grade made from then on</source>
        <translation>此修订对此后每次分级的更改</translation>
    </message>
    <message>
        <source>Approving signs it in your name, for this site. It cannot be undone, only amended again.</source>
        <translation>批准即以您的名义为本中心签署。不能撤销，只能再次修订。</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>您的密码</translation>
    </message>
</context>
<context>
    <name>Areas</name>
    <message>
        <source>People and tasks</source>
        <translation>人员与分工</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>稽查轨迹</translation>
    </message>
    <message>
        <source>State of this device</source>
        <translation>本机状态</translation>
    </message>
    <message>
        <source>My password and PIN</source>
        <translation>我的密码与 PIN</translation>
    </message>
    <message>
        <source>About Bedside</source>
        <translation>关于 Bedside</translation>
    </message>
    <message>
        <source>Lock now</source>
        <translation>立即锁定</translation>
    </message>
</context>
<context>
    <name>AssessPresenter</name>
    <message>
        <source>Check of {subject} saved {time}</source>
        <translation>{subject} 的评估已于 {time} 保存</translation>
    </message>
    <message>
        <source>{scale}: another grade needs both the grade and its reason</source>
        <translation>{scale}：改定分级须同时填写级别和理由</translation>
    </message>
    <message>
        <source>{scale}: grade {grade} is what is proposed</source>
        <translation>{scale}：{grade} 级即为系统建议的分级</translation>
    </message>
</context>
<context>
    <name>Audit</name>
    <message>
        <source>Set the site&apos;s store up</source>
        <translation>建立了本中心的数据存储</translation>
    </message>
    <message>
        <source>Gave this device a key of its own</source>
        <translation>为本设备生成了自己的密钥</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Failed to sign in</source>
        <translation>登录失败</translation>
    </message>
    <message>
        <source>Locked out after failed sign-ins</source>
        <translation>多次登录失败后被锁定</translation>
    </message>
    <message>
        <source>Lifted a lock-out</source>
        <translation>解除了锁定</translation>
    </message>
    <message>
        <source>The screen was locked</source>
        <translation>屏幕已锁定</translation>
    </message>
    <message>
        <source>Unlocked the screen</source>
        <translation>解锁了屏幕</translation>
    </message>
    <message>
        <source>Failed to unlock the screen</source>
        <translation>解锁屏幕失败</translation>
    </message>
    <message>
        <source>The session ended by itself</source>
        <translation>会话自动结束</translation>
    </message>
    <message>
        <source>Another person took over the desk</source>
        <translation>换了另一位用户</translation>
    </message>
    <message>
        <source>Changed the own password</source>
        <translation>更改了自己的密码</translation>
    </message>
    <message>
        <source>Gave somebody a new password</source>
        <translation>为他人设置了新密码</translation>
    </message>
    <message>
        <source>Set a PIN</source>
        <translation>设置了 PIN 码</translation>
    </message>
    <message>
        <source>A PIN was removed</source>
        <translation>PIN 码已移除</translation>
    </message>
    <message>
        <source>Ended somebody&apos;s access</source>
        <translation>终止了他人的访问权限</translation>
    </message>
    <message>
        <source>Gave the store a new key</source>
        <translation>为数据存储更换了密钥</translation>
    </message>
    <message>
        <source>Made new recovery codes</source>
        <translation>生成了新的恢复码</translation>
    </message>
    <message>
        <source>Got back in with both recovery codes</source>
        <translation>用两个恢复码恢复了访问</translation>
    </message>
    <message>
        <source>Was refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Reviewed the audit trail</source>
        <translation>审阅了稽查轨迹</translation>
    </message>
    <message>
        <source>The store was verified and holds</source>
        <translation>数据存储已验证，完好</translation>
    </message>
    <message>
        <source>The store was verified and does not hold</source>
        <translation>数据存储验证未通过</translation>
    </message>
    <message>
        <source>A backup was made and verified</source>
        <translation>已备份并验证</translation>
    </message>
    <message>
        <source>A backup failed</source>
        <translation>备份失败</translation>
    </message>
    <message>
        <source>Restored the store from a backup</source>
        <translation>从备份恢复了数据存储</translation>
    </message>
    <message>
        <source>Went on with an older copy of the store</source>
        <translation>以较旧的副本继续使用</translation>
    </message>
    <message>
        <source>The store was found copied to another place</source>
        <translation>发现数据存储被复制到别处</translation>
    </message>
    <message>
        <source>The list of failed sign-ins had been tampered with</source>
        <translation>登录失败记录曾被篡改</translation>
    </message>
    <message>
        <source>Changed settings</source>
        <translation>更改了设置</translation>
    </message>
    <message>
        <source>Reported a problem</source>
        <translation>报告了问题</translation>
    </message>
    <message>
        <source>Entered or changed who the patient is on the ward</source>
        <translation>录入或更改了患者在病房的身份信息</translation>
    </message>
    <message>
        <source>Started a check</source>
        <translation>开始了评估</translation>
    </message>
    <message>
        <source>Went on with a check</source>
        <translation>继续了评估</translation>
    </message>
    <message>
        <source>Set a check aside</source>
        <translation>搁置了评估</translation>
    </message>
    <message>
        <source>Took a check over from a colleague</source>
        <translation>接手了同事的评估</translation>
    </message>
    <message>
        <source>Handed a check over</source>
        <translation>移交了评估</translation>
    </message>
    <message>
        <source>Patient in the trial</source>
        <translation>试验患者</translation>
    </message>
    <message>
        <source>Infusion</source>
        <translation>回输</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Check not done</source>
        <translation>未做的评估</translation>
    </message>
    <message>
        <source>Adverse event</source>
        <translation>不良事件</translation>
    </message>
    <message>
        <source>Laboratory panel</source>
        <translation>化验单</translation>
    </message>
    <message>
        <source>Treatment</source>
        <translation>治疗</translation>
    </message>
    <message>
        <source>Response of the myeloma</source>
        <translation>骨髓瘤疗效</translation>
    </message>
    <message>
        <source>Review of a grade</source>
        <translation>分级复核</translation>
    </message>
    <message>
        <source>Ruling on a grade</source>
        <translation>分级裁定</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Question about a record</source>
        <translation>对记录的质疑</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>警报</translation>
    </message>
    <message>
        <source>Answer to an alert</source>
        <translation>对警报的回应</translation>
    </message>
    <message>
        <source>Choice between two versions</source>
        <translation>两个版本间的取舍</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>知情同意</translation>
    </message>
    <message>
        <source>Patient leaves the ward or the trial</source>
        <translation>患者离开病房或退出试验</translation>
    </message>
    <message>
        <source>Person with access</source>
        <translation>有访问权限的人员</translation>
    </message>
    <message>
        <source>Delegation</source>
        <translation>授权</translation>
    </message>
    <message>
        <source>Access and store</source>
        <translation>访问与存储</translation>
    </message>
    <message>
        <source>Trial protocol</source>
        <translation>试验方案</translation>
    </message>
    <message>
        <source>Redaction of an entry</source>
        <translation>条目遮盖</translation>
    </message>
    <message>
        <source>seeing patients</source>
        <translation>查看患者</translation>
    </message>
    <message>
        <source>seeing names and beds</source>
        <translation>查看姓名和床号</translation>
    </message>
    <message>
        <source>taking a patient onto the ward</source>
        <translation>收入患者</translation>
    </message>
    <message>
        <source>recording for a patient</source>
        <translation>为患者做记录</translation>
    </message>
    <message>
        <source>taking a check over</source>
        <translation>接手评估</translation>
    </message>
    <message>
        <source>approving a protocol amendment</source>
        <translation>批准方案修订</translation>
    </message>
    <message>
        <source>proposing a protocol amendment</source>
        <translation>提出方案修订</translation>
    </message>
    <message>
        <source>changing who has access</source>
        <translation>更改访问权限</translation>
    </message>
    <message>
        <source>writing the delegation log</source>
        <translation>填写授权记录</translation>
    </message>
    <message>
        <source>seeing people and delegations</source>
        <translation>查看人员与授权</translation>
    </message>
    <message>
        <source>seeing the audit trail</source>
        <translation>查看稽查轨迹</translation>
    </message>
    <message>
        <source>reviewing the audit trail</source>
        <translation>审阅稽查轨迹</translation>
    </message>
    <message>
        <source>exporting the audit trail</source>
        <translation>导出稽查轨迹</translation>
    </message>
    <message>
        <source>verifying the store</source>
        <translation>验证数据存储</translation>
    </message>
    <message>
        <source>backing up</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>changing backup settings</source>
        <translation>更改备份设置</translation>
    </message>
    <message>
        <source>restoring a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>changing keys and recovery codes</source>
        <translation>更换密钥和恢复码</translation>
    </message>
    <message>
        <source>redacting an entry</source>
        <translation>遮盖条目</translation>
    </message>
    <message>
        <source>seeing the health page</source>
        <translation>查看设备状态页</translation>
    </message>
    <message>
        <source>reporting a problem</source>
        <translation>报告问题</translation>
    </message>
    <message>
        <source>patient page</source>
        <translation>患者页面</translation>
    </message>
    <message>
        <source>audit trail</source>
        <translation>稽查轨迹</translation>
    </message>
    <message>
        <source>health page</source>
        <translation>设备状态页</translation>
    </message>
    <message>
        <source>people and delegations</source>
        <translation>人员与授权</translation>
    </message>
    <message>
        <source>ward board</source>
        <translation>病房看板</translation>
    </message>
    <message>
        <source>store</source>
        <translation>数据存储</translation>
    </message>
    <message>
        <source>backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>backup folder and interval</source>
        <translation>备份文件夹与间隔</translation>
    </message>
    <message>
        <source>nurse</source>
        <translation>护士</translation>
    </message>
    <message>
        <source>investigator</source>
        <translation>研究者</translation>
    </message>
    <message>
        <source>site coordinator</source>
        <translation>中心协调员</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>monitor</source>
        <translation>监查员</translation>
    </message>
    <message>
        <source>the program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>At odd hours</source>
        <translation>非常规时间</translation>
    </message>
    <message>
        <source>Written late</source>
        <translation>延迟录入</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Failed sign-ins</source>
        <translation>登录失败</translation>
    </message>
    <message>
        <source>Clock jumps</source>
        <translation>时钟跳变</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝的操作</translation>
    </message>
    <message>
        <source>Without delegation</source>
        <translation>无授权</translation>
    </message>
    <message>
        <source>Store and device</source>
        <translation>存储与设备</translation>
    </message>
    <message>
        <source>Exports and views</source>
        <translation>导出与查看</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>何人</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>written</source>
        <translation>已书写</translation>
    </message>
    <message>
        <source>What it said was taken out; a redaction says by whom and why.</source>
        <translation>其内容已被移除；由谁及为何移除见遮盖条目。</translation>
    </message>
    <message>
        <source>No field of the record changed.</source>
        <translation>记录没有任何字段改变。</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>About</source>
        <translation>涉及</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>所做操作</translation>
    </message>
    <message>
        <source>Has access</source>
        <translation>有访问权限</translation>
    </message>
    <message>
        <source>Age in years</source>
        <translation>年龄（岁）</translation>
    </message>
    <message>
        <source>Analyte</source>
        <translation>检验项目</translation>
    </message>
    <message>
        <source>Answered at</source>
        <translation>回答时间</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Hours since the last antipyretic</source>
        <translation>距上次退热药小时数</translation>
    </message>
    <message>
        <source>Approved at</source>
        <translation>批准时间</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>批准人</translation>
    </message>
    <message>
        <source>What it concerns</source>
        <translation>所涉内容</translation>
    </message>
    <message>
        <source>Grade at least</source>
        <translation>至少几级</translation>
    </message>
    <message>
        <source>Grade at most</source>
        <translation>至多几级</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Judged to be ICANS</source>
        <translation>判断为 ICANS</translation>
    </message>
    <message>
        <source>Given by</source>
        <translation>由谁给出</translation>
    </message>
    <message>
        <source>Value before treatment</source>
        <translation>治疗前的值</translation>
    </message>
    <message>
        <source>Abnormal before treatment</source>
        <translation>治疗前异常</translation>
    </message>
    <message>
        <source>CAPD score</source>
        <translation>CAPD 评分</translation>
    </message>
    <message>
        <source>CAPD not possible</source>
        <translation>无法做 CAPD</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>校验和</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Following a command</source>
        <translation>执行指令</translation>
    </message>
    <message>
        <source>Another cause of the drowsiness</source>
        <translation>嗜睡的其他原因</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Checksum of the criteria</source>
        <translation>标准的校验和</translation>
    </message>
    <message>
        <source>Criteria</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Version of the criteria</source>
        <translation>标准版本</translation>
    </message>
    <message>
        <source>CRS already known</source>
        <translation>已确认 CRS</translation>
    </message>
    <message>
        <source>CRS now</source>
        <translation>当前 CRS</translation>
    </message>
    <message>
        <source>CRS at its worst</source>
        <translation>最重 CRS</translation>
    </message>
    <message>
        <source>Version of CTCAE</source>
        <translation>CTCAE 版本</translation>
    </message>
    <message>
        <source>Day after infusion</source>
        <translation>回输后天数</translation>
    </message>
    <message>
        <source>Death from CRS</source>
        <translation>因 CRS 死亡</translation>
    </message>
    <message>
        <source>Death from ICANS</source>
        <translation>因 ICANS 死亡</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>决定因素</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Grade is certain</source>
        <translation>分级确定</translation>
    </message>
    <message>
        <source>Developmental delay</source>
        <translation>发育迟缓</translation>
    </message>
    <message>
        <source>Checksum of the file</source>
        <translation>文件校验和</translation>
    </message>
    <message>
        <source>Dose</source>
        <translation>剂量</translation>
    </message>
    <message>
        <source>Unit of the dose</source>
        <translation>剂量单位</translation>
    </message>
    <message>
        <source>Kind of medicine</source>
        <translation>药物类别</translation>
    </message>
    <message>
        <source>Due at</source>
        <translation>应做时间</translation>
    </message>
    <message>
        <source>Holds from</source>
        <translation>生效时间</translation>
    </message>
    <message>
        <source>in English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Ends at</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Enrolled at</source>
        <translation>入组时间</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Another cause of the fever</source>
        <translation>发热的其他原因</translation>
    </message>
    <message>
        <source>Finding in words</source>
        <translation>发现的文字说明</translation>
    </message>
    <message>
        <source>First entry</source>
        <translation>首个条目</translation>
    </message>
    <message>
        <source>Who answered</source>
        <translation>回答人</translation>
    </message>
    <message>
        <source>Given at</source>
        <translation>给药时间</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Grades</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Another cause of the hypotension</source>
        <translation>低血压的其他原因</translation>
    </message>
    <message>
        <source>ICANS now</source>
        <translation>当前 ICANS</translation>
    </message>
    <message>
        <source>ICANS at its worst</source>
        <translation>最重 ICANS</translation>
    </message>
    <message>
        <source>ICE test</source>
        <translation>ICE 测试</translation>
    </message>
    <message>
        <source>ICE score before infusion</source>
        <translation>回输前 ICE 评分</translation>
    </message>
    <message>
        <source>ICE score</source>
        <translation>ICE 评分</translation>
    </message>
    <message>
        <source>Infused at</source>
        <translation>回输时间</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Last entry</source>
        <translation>末个条目</translation>
    </message>
    <message>
        <source>Lower limit of the laboratory</source>
        <translation>实验室下限</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺少</translation>
    </message>
    <message>
        <source>Name of the medicine</source>
        <translation>药物名称</translation>
    </message>
    <message>
        <source>Naming</source>
        <translation>命名</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Checksum of the official wording</source>
        <translation>官方措辞的校验和</translation>
    </message>
    <message>
        <source>Began at</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>定向</translation>
    </message>
    <message>
        <source>Reason for another grade</source>
        <translation>采用其他级别的理由</translation>
    </message>
    <message>
        <source>Grade set by hand</source>
        <translation>人工设定的级别</translation>
    </message>
    <message>
        <source>The check before</source>
        <translation>上一次评估</translation>
    </message>
    <message>
        <source>Printed name</source>
        <translation>印刷体姓名</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Checksum of the protocol</source>
        <translation>方案的校验和</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Replaced by</source>
        <translation>被替换为</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>To be looked at</source>
        <translation>需查看</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Way of giving</source>
        <translation>给药途径</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Rules used</source>
        <translation>所用规则</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>量表</translation>
    </message>
    <message>
        <source>Public key for sealing</source>
        <translation>加封公钥</translation>
    </message>
    <message>
        <source>Free of any sign</source>
        <translation>无任何体征</translation>
    </message>
    <message>
        <source>Public key for signing</source>
        <translation>签名公钥</translation>
    </message>
    <message>
        <source>Site may begin at</source>
        <translation>中心可启动时间</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Started at</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Starts at</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Planned or given</source>
        <translation>计划或已给</translation>
    </message>
    <message>
        <source>Trial subject number</source>
        <translation>试验受试者编号</translation>
    </message>
    <message>
        <source>Taken from</source>
        <translation>取自</translation>
    </message>
    <message>
        <source>Grading system</source>
        <translation>分级系统</translation>
    </message>
    <message>
        <source>Sample taken at</source>
        <translation>采样时间</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>CTCAE term</source>
        <translation>CTCAE 术语</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Treated since it began</source>
        <translation>发生后的治疗</translation>
    </message>
    <message>
        <source>Upper limit of the laboratory</source>
        <translation>实验室上限</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>User id</source>
        <translation>用户编号</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>书写</translation>
    </message>
    <message>
        <source>in Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>record checks, events and treatments</source>
        <translation>记录评估、事件和治疗</translation>
    </message>
    <message>
        <source>confirm grades</source>
        <translation>确认分级</translation>
    </message>
    <message>
        <source>sign</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>approve protocol amendments</source>
        <translation>批准方案修订</translation>
    </message>
    <message>
        <source>redact entries</source>
        <translation>遮盖条目</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>given</source>
        <translation>已给</translation>
    </message>
    <message>
        <source>the role, or the delegation log, does not allow it</source>
        <translation>角色或授权记录不允许</translation>
    </message>
    <message>
        <source>no space was left</source>
        <translation>空间不足</translation>
    </message>
    <message>
        <source>the folder could not be written</source>
        <translation>文件夹无法写入</translation>
    </message>
    <message>
        <source>the folder could not be used</source>
        <translation>文件夹无法使用</translation>
    </message>
    <message>
        <source>the folder was not there</source>
        <translation>文件夹不存在</translation>
    </message>
    <message>
        <source>the copy did not verify, or took too long</source>
        <translation>副本未通过验证或耗时过长</translation>
    </message>
    <message>
        <source>what was given cannot be taken</source>
        <translation>所给内容无法接受</translation>
    </message>
    <message>
        <source>{label}: {value}</source>
        <translation>{label}：{value}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>录入时间</translation>
    </message>
    <message>
        <source>{record}: its words were taken out</source>
        <translation>{record}：内容已移除</translation>
    </message>
    <message>
        <source>{record}: taken back</source>
        <translation>{record}：已撤回</translation>
    </message>
    <message>
        <source>{record}: corrected</source>
        <translation>{record}：已更正</translation>
    </message>
    <message>
        <source>{record}: recorded</source>
        <translation>{record}：已记录</translation>
    </message>
    <message>
        <source>{n} in all</source>
        <translation>共 {n}</translation>
    </message>
    <message>
        <source>written {span} later</source>
        <translation>晚 {span} 录入</translation>
    </message>
    <message>
        <source>clock went back {span}</source>
        <translation>时钟后退 {span}</translation>
    </message>
    <message>
        <source>clock leapt ahead {span}</source>
        <translation>时钟前跳 {span}</translation>
    </message>
    <message>
        <source>{n} s</source>
        <comment>seconds</comment>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>changes an earlier version</source>
        <translation>更改了早先的版本</translation>
    </message>
    <message>
        <source>reviewed by {name}</source>
        <translation>已由 {name} 审阅</translation>
    </message>
    <message>
        <source>Observed</source>
        <translation>观察时间</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Reviewed by</source>
        <translation>审阅人</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>{shown} entries, newest first</source>
        <translation>{shown} 个条目，最新在前</translation>
    </message>
    <message>
        <source>{shown} of {total} entries, newest first; more come as you scroll</source>
        <translation>共 {total} 个条目，已显示 {shown} 个，最新在前；向下滚动显示更多</translation>
    </message>
    <message>
        <source>All {total} entries, newest first</source>
        <translation>全部 {total} 个条目，最新在前</translation>
    </message>
    <message>
        <source>No entry fits. Choose another list, or fewer conditions.</source>
        <translation>没有符合的条目。请选择其他列表或减少条件。</translation>
    </message>
</context>
<context>
    <name>AuditPresenter</name>
    <message>
        <source>{n} entries, from {first} to {last}, listed as: {query}.</source>
        <translation>{n} 个条目，从 {first} 到 {last}，列表：{query}。</translation>
    </message>
    <message>
        <source>{n} older ones were not scrolled to and do not count.</source>
        <translation>另有 {n} 个较早的条目未滚动到，不计入。</translation>
    </message>
    <message>
        <source>It is in the journal that you reviewed these entries</source>
        <translation>您审阅了这些条目，已记入日志</translation>
    </message>
</context>
<context>
    <name>AuditScreen</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>稽查轨迹</translation>
    </message>
    <message>
        <source>Reviewed by me</source>
        <translation>我已审阅</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Shown: {query} ▾</source>
        <translation>显示：{query} ▾</translation>
    </message>
    <message>
        <source>Narrowed further…</source>
        <translation>已缩小范围…</translation>
    </message>
    <message>
        <source>Narrow further…</source>
        <translation>缩小范围…</translation>
    </message>
</context>
<context>
    <name>BackUpForm</name>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>A second place: a USB stick, or a folder of the ward&apos;s server</source>
        <translation>另一处：U 盘或病房服务器的文件夹</translation>
    </message>
    <message>
        <source>Needed: a folder</source>
        <translation>需要：一个文件夹</translation>
    </message>
</context>
<context>
    <name>BackupChoiceForm</name>
    <message>
        <source>Backup folder</source>
        <translation>备份文件夹</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Empty: no backup is made by itself</source>
        <translation>留空：不自动备份</translation>
    </message>
    <message>
        <source>Every how many hours</source>
        <translation>每隔几小时</translation>
    </message>
    <message>
        <source>1 to 168</source>
        <translation>1 至 168</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Also at each sign-out</source>
        <translation>每次退出登录时也备份</translation>
    </message>
    <message>
        <source>Needed: a whole number, 1 to 168</source>
        <translation>需要：1 至 168 的整数</translation>
    </message>
</context>
<context>
    <name>Backups</name>
    <message>
        <source>The backup failed: {reason}. Work goes on; it is tried again</source>
        <translation>备份失败：{reason}。工作继续；将再次尝试</translation>
    </message>
    <message>
        <source>Signed out. The backup failed: {reason}</source>
        <translation>已退出登录。备份失败：{reason}</translation>
    </message>
</context>
<context>
    <name>BackupsPage</name>
    <message>
        <source>Which backup?</source>
        <translation>哪个备份？</translation>
    </message>
    <message>
        <source>The newest is on top. Each is held to its checksums before it is used.</source>
        <translation>最新的在最上面。使用前均会核对校验和。</translation>
    </message>
</context>
<context>
    <name>Block</name>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Yes, it is right</source>
        <translation>是，无误</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>Bed</source>
        <translation>床号</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>受试者</translation>
    </message>
    <message>
        <source>Day</source>
        <comment>after infusion</comment>
        <translation>天数</translation>
    </message>
    <message>
        <source>Next check</source>
        <translation>下次评估</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Bed {bed}</source>
        <translation>{bed} 床</translation>
    </message>
    <message>
        <source>next check {due}</source>
        <translation>下次评估 {due}</translation>
    </message>
    <message>
        <source>none due</source>
        <translation>无待做评估</translation>
    </message>
    <message>
        <source>Overdue {span}</source>
        <translation>逾期 {span}</translation>
    </message>
    <message>
        <source>in {span}</source>
        <translation>{span}后</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>first check</source>
        <translation>首次评估</translation>
    </message>
    <message>
        <source>sooner: fever</source>
        <translation>提前：发热</translation>
    </message>
    <message>
        <source>sooner: CRS</source>
        <translation>提前：CRS</translation>
    </message>
    <message>
        <source>sooner: ICANS</source>
        <translation>提前：ICANS</translation>
    </message>
    <message>
        <source>sooner: ICE fell</source>
        <translation>提前：ICE 下降</translation>
    </message>
    <message>
        <source>%n unsigned</source>
        <translation>%n 项未签署</translation>
    </message>
    <message>
        <source>%n missed</source>
        <translation>漏做 %n 次</translation>
    </message>
    <message>
        <source>tocilizumab {hours} h ago</source>
        <translation>{hours} 小时前用托珠单抗</translation>
    </message>
    <message>
        <source>steroid {hours} h ago</source>
        <translation>{hours} 小时前用激素</translation>
    </message>
    <message>
        <source>ICANS was {grade}, {hours} h ago</source>
        <translation>{hours} 小时前 ICANS {grade} 级</translation>
    </message>
    <message>
        <source>no baseline yet</source>
        <translation>尚无基线</translation>
    </message>
    <message>
        <source>open check, {name}, {minutes} min ago</source>
        <translation>评估进行中，{name}，{minutes} 分钟前</translation>
    </message>
    <message>
        <source>{name} has the check in hand, last answer {time}</source>
        <translation>{name} 正在进行该检查，最后一答 {time}</translation>
    </message>
    <message>
        <source>Open check by {name}, last answer {time}</source>
        <translation>{name} 的评估进行中，末次作答 {time}</translation>
    </message>
</context>
<context>
    <name>BoardActions</name>
    <message>
        <source>Open patient</source>
        <translation>打开患者</translation>
    </message>
    <message>
        <source>Add patient</source>
        <translation>收入患者</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Scan or find</source>
        <translation>扫描或查找</translation>
    </message>
    <message>
        <source>F3  wristband or number</source>
        <translation>F3  腕带或编号</translation>
    </message>
    <message>
        <source>Scan a wristband or type a subject number</source>
        <translation>扫描腕带或输入受试者编号</translation>
    </message>
    <message>
        <source>Continue check</source>
        <translation>继续评估</translation>
    </message>
    <message>
        <source>Start check</source>
        <translation>开始评估</translation>
    </message>
    <message>
        <source>Take over check…</source>
        <translation>接手检查…</translation>
    </message>
    <message>
        <source>Choose a patient</source>
        <translation>请选择患者</translation>
    </message>
    <message>
        <source>opens the next check of {subject}</source>
        <translation>打开 {subject} 的下次评估</translation>
    </message>
</context>
<context>
    <name>BoardHeader</name>
    <message numerus="yes">
        <source>%n overdue</source>
        <translation>
            <numerusform>逾期 %n 项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to sign</source>
        <translation>
            <numerusform>待签署 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Not sent: {n}</source>
        <translation>未发送：{n}</translation>
    </message>
    <message>
        <source>As known here at {time}</source>
        <translation>本机截至 {time} 的数据</translation>
    </message>
</context>
<context>
    <name>BoardPresenter</name>
    <message>
        <source>Site {site}</source>
        <translation>中心 {site}</translation>
    </message>
</context>
<context>
    <name>BoardScreen</name>
    <message>
        <source>Patients, those who need a hand first</source>
        <translation>患者，最需要处理的在前</translation>
    </message>
    <message>
        <source>Add patient</source>
        <translation>收入患者</translation>
    </message>
    <message>
        <source>No patient is on this ward yet.</source>
        <translation>本病区尚无患者。</translation>
    </message>
    <message>
        <source>Reading the ward…</source>
        <translation>正在读取病区数据…</translation>
    </message>
</context>
<context>
    <name>ChangePerson</name>
    <message>
        <source>{name} now has the role {role}</source>
        <translation>{name} 现在的角色为{role}</translation>
    </message>
    <message>
        <source>{name} can sign in with the temporary password</source>
        <translation>{name} 可用临时密码登录</translation>
    </message>
    <message>
        <source>{name} can try to sign in again at once</source>
        <translation>{name} 可立即再次尝试登录</translation>
    </message>
    <message>
        <source>{name} is the principal investigator of this site</source>
        <translation>{name} 为本中心的主要研究者</translation>
    </message>
    <message>
        <source>why access ends</source>
        <translation>结束权限的理由</translation>
    </message>
    <message>
        <source>{name} ({user}) cannot sign in any more from now on, and every task delegated to this person ends. What was recorded stays under this name. The id cannot be used again. Then give the store a new key, on the page State of this device.</source>
        <translation>{name}（{user}）从现在起不能再登录，授予此人的所有任务随之终止。已记录的内容仍归此人名下。该编号不能再次使用。之后请在“设备状态”页面为数据存储更换密钥。</translation>
    </message>
    <message>
        <source>The access of {name} has ended</source>
        <translation>{name} 的权限已结束</translation>
    </message>
</context>
<context>
    <name>ChangePersonForm</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>What is to be done?</source>
        <translation>要做什么？</translation>
    </message>
    <message>
        <source>New role</source>
        <translation>新角色</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Stays in the audit trail</source>
        <translation>保留在稽查轨迹中</translation>
    </message>
    <message>
        <source>Change the role</source>
        <translation>更改角色</translation>
    </message>
    <message>
        <source>Give a new temporary password</source>
        <translation>设置新的临时密码</translation>
    </message>
    <message>
        <source>Lift the lock-out</source>
        <translation>解除锁定</translation>
    </message>
    <message>
        <source>Name as principal investigator</source>
        <translation>指定为主要研究者</translation>
    </message>
    <message>
        <source>End access</source>
        <translation>结束权限</translation>
    </message>
    <message>
        <source>Yes, end access now</source>
        <translation>是，立即结束权限</translation>
    </message>
    <message>
        <source>The sponsor named this person: from now on he or she confirms grades, signs, approves and delegates</source>
        <translation>由申办方指定：此人今后确认分级、签署、批准并分工</translation>
    </message>
    <message>
        <source>Set this password</source>
        <translation>设置此密码</translation>
    </message>
    <message>
        <source>End access…</source>
        <translation>结束权限…</translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>a time as hh:mm</source>
        <translation>hh:mm 格式的时间</translation>
    </message>
    <message>
        <source>a time up to now, {0}</source>
        <translation>不晚于现在（{0}）的时间</translation>
    </message>
    <message>
        <source>a time since the last check, {0}</source>
        <translation>上次评估（{0}）之后的时间</translation>
    </message>
    <message>
        <source>a time from day {0} of the infusion on</source>
        <translation>输注第 {0} 天及以后的时间</translation>
    </message>
    <message>
        <source>at most the systolic pressure, {0} mmHg</source>
        <translation>不高于收缩压 {0} mmHg</translation>
    </message>
    <message>
        <source>another reason, because the patient can be woken</source>
        <translation>其他原因，因为患者可以唤醒</translation>
    </message>
    <message>
        <source>up to {0} characters of plain text</source>
        <translation>不超过 {0} 个字符的纯文本</translation>
    </message>
    <message>
        <source>the patient confirmed by the wristband</source>
        <translation>以腕带核对患者身份</translation>
    </message>
    <message>
        <source>a cause for each finding; &apos;not excluded&apos; is one</source>
        <translation>为每项异常填写原因，可选“不能排除”</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>未核对</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>未作答</translation>
    </message>
    <message>
        <source>Last check {time}: {value}</source>
        <translation>上次评估 {time}：{value}</translation>
    </message>
    <message>
        <source>{given}. Needed: {allowed}</source>
        <translation>{given}。需要：{allowed}</translation>
    </message>
    <message>
        <source>{given} cannot be taken. Allowed: {allowed}</source>
        <translation>不能接受 {given}。允许：{allowed}</translation>
    </message>
    <message>
        <source>{low} to {high} {unit}</source>
        <translation>{low} 至 {high} {unit}</translation>
    </message>
    <message>
        <source>Is {value} right as the highest? It is {now} now.</source>
        <translation>最高值 {value} 是否无误？现在是 {now}。</translation>
    </message>
    <message>
        <source>Is {value} right? That is {hours} hours ago.</source>
        <translation>{value} 是否无误？距现在已 {hours} 小时。</translation>
    </message>
    <message>
        <source>Is {value} right? Usual is {low} to {high}.</source>
        <translation>{value} 是否无误？常见范围为 {low} 至 {high}。</translation>
    </message>
    <message>
        <source>Choose °F if it was measured so</source>
        <translation>若按华氏度测量，请选 °F</translation>
    </message>
    <message>
        <source>The ICE test is not due at this check. Next skips it; choose a language to do it now.</source>
        <translation>本次评估不需做 ICE。按“下一步”跳过；如现在要做，请选择语言。</translation>
    </message>
    <message>
        <source>Say everything in the patient&apos;s language and give no help.</source>
        <translation>全程使用患者的语言，不给提示。</translation>
    </message>
    <message>
        <source>A finding counts towards the grade until another cause is stated.</source>
        <translation>在写明其他原因之前，该异常计入分级。</translation>
    </message>
    <message>
        <source>Bed {bed}</source>
        <translation>{bed} 床</translation>
    </message>
    <message>
        <source>Check due {due}, started {started}</source>
        <translation>应评估时间 {due}，开始于 {started}</translation>
    </message>
    <message>
        <source>Check started {started}</source>
        <translation>评估开始于 {started}</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>Since the last check: {scale} {before} → {after}</source>
        <translation>较上次评估：{scale} {before} → {after}</translation>
    </message>
    <message>
        <source>Worst since the last check: {scale} {grade}</source>
        <translation>上次评估以来最重：{scale} {grade}</translation>
    </message>
    <message>
        <source>{label}: {value}</source>
        <translation>{label}：{value}</translation>
    </message>
    <message>
        <source>No fever needed: {drug} {time}, {span} ago</source>
        <translation>无需发热：{time} 用 {drug}，{span}前</translation>
    </message>
    <message>
        <source>BP {systolic}/{diastolic}</source>
        <translation>血压 {systolic}/{diastolic}</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>体温</translation>
    </message>
    <message>
        <source>Circulation</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Oxygen</source>
        <translation>供氧</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>ICE</source>
        <translation>ICE</translation>
    </message>
    <message>
        <source>Neuro</source>
        <translation>神经</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>Is this the right patient?</source>
        <translation>患者身份是否正确？</translation>
    </message>
    <message>
        <source>What is the likely cause?</source>
        <translation>可能的原因是什么？</translation>
    </message>
    <message>
        <source>ICE test</source>
        <translation>ICE 测试</translation>
    </message>
    <message>
        <source>ICE: orientation</source>
        <translation>ICE：定向力</translation>
    </message>
    <message>
        <source>ICE: naming</source>
        <translation>ICE：命名</translation>
    </message>
    <message>
        <source>ICE: following a command</source>
        <translation>ICE：执行指令</translation>
    </message>
    <message>
        <source>ICE: writing</source>
        <translation>ICE：书写</translation>
    </message>
    <message>
        <source>ICE: attention</source>
        <translation>ICE：注意力</translation>
    </message>
    <message>
        <source>Consciousness and movement</source>
        <translation>意识与运动</translation>
    </message>
    <message>
        <source>Seizures and pressure signs</source>
        <translation>癫痫发作与颅内压体征</translation>
    </message>
    <message>
        <source>Other events</source>
        <translation>其他事件</translation>
    </message>
    <message>
        <source>Right patient</source>
        <translation>患者身份</translation>
    </message>
    <message>
        <source>Measured in</source>
        <translation>测量单位</translation>
    </message>
    <message>
        <source>Measured where</source>
        <translation>测量部位</translation>
    </message>
    <message>
        <source>Heart rate</source>
        <translation>心率</translation>
    </message>
    <message>
        <source>Breathing rate</source>
        <translation>呼吸频率</translation>
    </message>
    <message>
        <source>Higher since the last check</source>
        <translation>上次评估后是否更高</translation>
    </message>
    <message>
        <source>Highest temperature</source>
        <translation>最高体温</translation>
    </message>
    <message>
        <source>Time of the highest</source>
        <translation>最高体温的时间</translation>
    </message>
    <message>
        <source>Systolic</source>
        <translation>收缩压</translation>
    </message>
    <message>
        <source>Diastolic</source>
        <translation>舒张压</translation>
    </message>
    <message>
        <source>Hypotension</source>
        <translation>低血压</translation>
    </message>
    <message>
        <source>Vasopressor now</source>
        <translation>当前血管加压药</translation>
    </message>
    <message>
        <source>Inotrope now</source>
        <translation>当前正性肌力药</translation>
    </message>
    <message>
        <source>Vasopressor since the last check</source>
        <translation>上次评估后的血管加压药</translation>
    </message>
    <message>
        <source>Time of the vasopressor</source>
        <translation>使用血管加压药的时间</translation>
    </message>
    <message>
        <source>Oxygen device</source>
        <translation>供氧装置</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>SpO2</source>
        <translation>SpO2</translation>
    </message>
    <message>
        <source>More oxygen since the last check</source>
        <translation>上次评估后供氧是否更多</translation>
    </message>
    <message>
        <source>Strongest device</source>
        <translation>最强的装置</translation>
    </message>
    <message>
        <source>Highest flow</source>
        <translation>最高流量</translation>
    </message>
    <message>
        <source>Time of the most oxygen</source>
        <translation>供氧最多的时间</translation>
    </message>
    <message>
        <source>Cause of the fever</source>
        <translation>发热原因</translation>
    </message>
    <message>
        <source>Cause of the hypotension</source>
        <translation>低血压原因</translation>
    </message>
    <message>
        <source>Reason for the oxygen</source>
        <translation>供氧原因</translation>
    </message>
    <message>
        <source>Language of the ICE test</source>
        <translation>ICE 测试语言</translation>
    </message>
    <message>
        <source>Interpreter</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>ICE test not possible</source>
        <translation>无法做 ICE 测试</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年份</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>Hospital</source>
        <translation>医院</translation>
    </message>
    <message>
        <source>First object</source>
        <translation>第一件物品</translation>
    </message>
    <message>
        <source>Second object</source>
        <translation>第二件物品</translation>
    </message>
    <message>
        <source>Third object</source>
        <translation>第三件物品</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>书写</translation>
    </message>
    <message>
        <source>Handwriting</source>
        <translation>笔迹</translation>
    </message>
    <message>
        <source>Counting back</source>
        <translation>倒数</translation>
    </message>
    <message>
        <source>Consciousness</source>
        <translation>意识</translation>
    </message>
    <message>
        <source>Cause of the drowsiness</source>
        <translation>嗜睡原因</translation>
    </message>
    <message>
        <source>Seizures</source>
        <translation>癫痫发作</translation>
    </message>
    <message>
        <source>Longest seizure</source>
        <translation>最长一次发作</translation>
    </message>
    <message>
        <source>Time of the seizure</source>
        <translation>发作时间</translation>
    </message>
    <message>
        <source>Seizure still going on</source>
        <translation>发作仍在持续</translation>
    </message>
    <message>
        <source>Weakness</source>
        <translation>肢体无力</translation>
    </message>
    <message>
        <source>Signs of brain pressure</source>
        <translation>颅内压增高体征</translation>
    </message>
    <message>
        <source>Brain imaging</source>
        <translation>颅脑影像</translation>
    </message>
    <message>
        <source>Swelling only around a bleed</source>
        <translation>水肿仅在出血灶周围</translation>
    </message>
    <message>
        <source>Judged to be ICANS</source>
        <translation>是否判定为 ICANS</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>this patient&apos;s wristband</source>
        <translation>该患者的腕带</translation>
    </message>
    <message>
        <source>Scan the wristband, or compare it with the name and number above.</source>
        <translation>请扫描腕带，或将腕带与上方的姓名、编号核对。</translation>
    </message>
    <message>
        <source>Temperature now</source>
        <translation>当前体温</translation>
    </message>
    <message>
        <source>Measured where? (may be left out)</source>
        <translation>测量部位？（可不填）</translation>
    </message>
    <message>
        <source>Has it been higher since the last check?</source>
        <translation>上次评估后体温是否更高过？</translation>
    </message>
    <message>
        <source>Hypotensive, in your judgement?</source>
        <translation>您判断是否为低血压？</translation>
    </message>
    <message>
        <source>Is a vasopressor running now?</source>
        <translation>现在是否正在使用血管加压药？</translation>
    </message>
    <message>
        <source>Is an inotrope running now?</source>
        <translation>现在是否正在使用正性肌力药？</translation>
    </message>
    <message>
        <source>Did another vasopressor run since the last check?</source>
        <translation>上次评估后是否用过其他血管加压药？</translation>
    </message>
    <message>
        <source>What is the patient breathing?</source>
        <translation>患者的供氧方式？</translation>
    </message>
    <message>
        <source>Was more oxygen needed since the last check?</source>
        <translation>上次评估后是否需要过更多供氧？</translation>
    </message>
    <message>
        <source>What was the strongest device?</source>
        <translation>用过的最强装置是什么？</translation>
    </message>
    <message>
        <source>To what does the doctor attribute the fever?</source>
        <translation>医生认为发热的原因是什么？</translation>
    </message>
    <message>
        <source>To what does the doctor attribute the hypotension?</source>
        <translation>医生认为低血压的原因是什么？</translation>
    </message>
    <message>
        <source>Why does the patient need the oxygen or the device?</source>
        <translation>患者为何需要供氧或该装置？</translation>
    </message>
    <message>
        <source>In which language do you test?</source>
        <translation>用哪种语言测试？</translation>
    </message>
    <message>
        <source>Does someone interpret?</source>
        <translation>是否有人翻译？</translation>
    </message>
    <message>
        <source>Only if the whole test cannot be done: why?</source>
        <translation>仅在整个测试无法进行时填写：原因？</translation>
    </message>
    <message>
        <source>Wake the patient fully first. How awake does the patient stay?</source>
        <translation>请先完全唤醒患者。患者的清醒程度如何？</translation>
    </message>
    <message>
        <source>What explains it?</source>
        <translation>原因是什么？</translation>
    </message>
    <message>
        <source>Was there a seizure since the last check, or is there one now?</source>
        <translation>上次评估后是否有过癫痫发作，或现在正在发作？</translation>
    </message>
    <message>
        <source>Longest seizure (may be left out)</source>
        <translation>最长一次发作（可不填）</translation>
    </message>
    <message>
        <source>Is it still going on?</source>
        <translation>是否仍在持续？</translation>
    </message>
    <message>
        <source>Lift both arms and both legs. Is there new weakness?</source>
        <translation>请患者抬起双臂和双腿。有无新发无力？</translation>
    </message>
    <message>
        <source>Is there a sign of raised brain pressure or swelling?</source>
        <translation>有无颅内压增高或脑水肿的征象？</translation>
    </message>
    <message>
        <source>Has the brain been imaged?</source>
        <translation>是否做过颅脑影像？</translation>
    </message>
    <message>
        <source>Does the swelling belong only to a bleed?</source>
        <translation>水肿是否仅由出血引起？</translation>
    </message>
    <message>
        <source>Does the doctor take the findings for ICANS?</source>
        <translation>医生是否认为这些表现为 ICANS？</translation>
    </message>
    <message>
        <source>Has anything else happened that should be recorded?</source>
        <translation>还有其他需要记录的情况吗？</translation>
    </message>
    <message>
        <source>Note for the next shift (may be left out)</source>
        <translation>给下一班的备注（可不填）</translation>
    </message>
    <message>
        <source>Year, exactly</source>
        <translation>年份，须准确</translation>
    </message>
    <message>
        <source>Month, exactly</source>
        <translation>月份，须准确</translation>
    </message>
    <message>
        <source>Hospital; any name in common use</source>
        <translation>医院；常用名称均可</translation>
    </message>
    <message>
        <source>Correct only if done without being shown</source>
        <translation>未经示范而完成才算正确</translation>
    </message>
    <message>
        <source>Correct if the whole sentence can be read</source>
        <translation>整句可辨认即为正确</translation>
    </message>
    <message>
        <source>Correct only if the patient reaches 10 without a mistake</source>
        <translation>数到 10 且无错误才算正确</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>已书写</translation>
    </message>
    <message>
        <source>CRS</source>
        <translation>CRS</translation>
    </message>
    <message>
        <source>CRS not excluded</source>
        <translation>不能排除 CRS</translation>
    </message>
    <message>
        <source>Infection</source>
        <translation>感染</translation>
    </message>
    <message>
        <source>Transfusion</source>
        <translation>输血</translation>
    </message>
    <message>
        <source>Medicine</source>
        <translation>药物</translation>
    </message>
    <message>
        <source>Myeloma</source>
        <translation>骨髓瘤</translation>
    </message>
    <message>
        <source>Bleeding</source>
        <translation>出血</translation>
    </message>
    <message>
        <source>Heart</source>
        <translation>心脏</translation>
    </message>
    <message>
        <source>Other cause</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Norepinephrine</source>
        <translation>去甲肾上腺素</translation>
    </message>
    <message>
        <source>Epinephrine</source>
        <translation>肾上腺素</translation>
    </message>
    <message>
        <source>Dopamine</source>
        <translation>多巴胺</translation>
    </message>
    <message>
        <source>Phenylephrine</source>
        <translation>去氧肾上腺素</translation>
    </message>
    <message>
        <source>Angiotensin II</source>
        <translation>血管紧张素 II</translation>
    </message>
    <message>
        <source>Vasopressin</source>
        <translation>血管加压素</translation>
    </message>
    <message>
        <source>Other vasopressor</source>
        <translation>其他血管加压药</translation>
    </message>
    <message>
        <source>Room air</source>
        <translation>室内空气</translation>
    </message>
    <message>
        <source>Nasal cannula</source>
        <translation>鼻导管</translation>
    </message>
    <message>
        <source>Face mask</source>
        <translation>普通面罩</translation>
    </message>
    <message>
        <source>High flow</source>
        <translation>经鼻高流量</translation>
    </message>
    <message>
        <source>Non-rebreather</source>
        <translation>非重复呼吸面罩</translation>
    </message>
    <message>
        <source>Venturi mask</source>
        <translation>文丘里面罩</translation>
    </message>
    <message>
        <source>Blow-by</source>
        <translation>吹氧</translation>
    </message>
    <message>
        <source>CPAP</source>
        <translation>CPAP</translation>
    </message>
    <message>
        <source>BiPAP</source>
        <translation>BiPAP</translation>
    </message>
    <message>
        <source>Ventilator</source>
        <translation>呼吸机</translation>
    </message>
    <message>
        <source>ECMO</source>
        <translation>ECMO</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Yes, wristband matches</source>
        <translation>是，腕带相符</translation>
    </message>
    <message>
        <source>°C</source>
        <translation>°C</translation>
    </message>
    <message>
        <source>°F</source>
        <translation>°F</translation>
    </message>
    <message>
        <source>Mouth</source>
        <translation>口腔</translation>
    </message>
    <message>
        <source>Armpit</source>
        <translation>腋下</translation>
    </message>
    <message>
        <source>Ear</source>
        <translation>耳温</translation>
    </message>
    <message>
        <source>Rectal</source>
        <translation>直肠</translation>
    </message>
    <message>
        <source>Core probe</source>
        <translation>核心温度探头</translation>
    </message>
    <message>
        <source>Not higher</source>
        <translation>没有更高</translation>
    </message>
    <message>
        <source>Yes, higher</source>
        <translation>更高过</translation>
    </message>
    <message>
        <source>Dobutamine</source>
        <translation>多巴酚丁胺</translation>
    </message>
    <message>
        <source>Milrinone</source>
        <translation>米力农</translation>
    </message>
    <message>
        <source>Other inotrope</source>
        <translation>其他正性肌力药</translation>
    </message>
    <message>
        <source>Not more</source>
        <translation>没有更多</translation>
    </message>
    <message>
        <source>Yes, more</source>
        <translation>更多过</translation>
    </message>
    <message>
        <source>Low oxygen</source>
        <translation>低氧</translation>
    </message>
    <message>
        <source>To protect the airway</source>
        <translation>保护气道</translation>
    </message>
    <message>
        <source>Same as at home</source>
        <translation>与居家时相同</translation>
    </message>
    <message>
        <source>Comfort only</source>
        <translation>仅为舒适</translation>
    </message>
    <message>
        <source>Low oxygen, not from CRS</source>
        <translation>低氧，非 CRS 所致</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Another language</source>
        <translation>其他语言</translation>
    </message>
    <message>
        <source>Cannot be woken</source>
        <translation>无法唤醒</translation>
    </message>
    <message>
        <source>Asleep, not woken</source>
        <translation>入睡，未唤醒</translation>
    </message>
    <message>
        <source>Intubated</source>
        <translation>已插管</translation>
    </message>
    <message>
        <source>Sedated</source>
        <translation>镇静中</translation>
    </message>
    <message>
        <source>No common language</source>
        <translation>语言不通</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Other reason</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Fell asleep</source>
        <translation>睡着了</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Hand cannot be used</source>
        <translation>手不能使用</translation>
    </message>
    <message>
        <source>Cannot see well enough</source>
        <translation>视力不足</translation>
    </message>
    <message>
        <source>Cannot hear well enough</source>
        <translation>听力不足</translation>
    </message>
    <message>
        <source>Awake and stays awake</source>
        <translation>清醒并能保持清醒</translation>
    </message>
    <message>
        <source>Drowsy, wakes by itself</source>
        <translation>嗜睡，可自行醒来</translation>
    </message>
    <message>
        <source>Wakes to voice</source>
        <translation>呼唤可醒</translation>
    </message>
    <message>
        <source>Wakes only to touch</source>
        <translation>仅触碰可醒</translation>
    </message>
    <message>
        <source>Cannot be woken, or only by vigorous stimuli</source>
        <translation>无法唤醒，或仅强烈刺激可醒</translation>
    </message>
    <message>
        <source>ICANS</source>
        <translation>ICANS</translation>
    </message>
    <message>
        <source>ICANS not excluded</source>
        <translation>不能排除 ICANS</translation>
    </message>
    <message>
        <source>Sedation</source>
        <translation>镇静</translation>
    </message>
    <message>
        <source>Ordinary sleep</source>
        <translation>正常睡眠</translation>
    </message>
    <message>
        <source>Stopped quickly</source>
        <translation>很快停止</translation>
    </message>
    <message>
        <source>Only on EEG, stopped by treatment</source>
        <translation>仅见于脑电图，治疗后停止</translation>
    </message>
    <message>
        <source>Longer than 5 minutes</source>
        <translation>超过 5 分钟</translation>
    </message>
    <message>
        <source>Repeated, not awake between</source>
        <translation>反复发作，其间未清醒</translation>
    </message>
    <message>
        <source>No weakness</source>
        <translation>无</translation>
    </message>
    <message>
        <source>One side or both legs, deep</source>
        <translation>单侧或双下肢，重度</translation>
    </message>
    <message>
        <source>Other weakness</source>
        <translation>其他无力</translation>
    </message>
    <message>
        <source>Local swelling on imaging</source>
        <translation>影像示局灶性水肿</translation>
    </message>
    <message>
        <source>Diffuse swelling on imaging</source>
        <translation>影像示弥漫性水肿</translation>
    </message>
    <message>
        <source>Abnormal posturing</source>
        <translation>异常姿势（去皮质或去大脑）</translation>
    </message>
    <message>
        <source>Eye cannot turn outward (VI)</source>
        <translation>眼球不能外展（展神经）</translation>
    </message>
    <message>
        <source>Papilloedema</source>
        <translation>视乳头水肿</translation>
    </message>
    <message>
        <source>Cushing&apos;s triad</source>
        <translation>库欣三联征</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>Result awaited</source>
        <translation>等待结果</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Finding, entered above</source>
        <translation>有异常，已填于上方</translation>
    </message>
    <message>
        <source>Nothing else</source>
        <translation>没有其他</translation>
    </message>
    <message>
        <source>Yes, in the note</source>
        <translation>有，写在备注中</translation>
    </message>
</context>
<context>
    <name>ChecksList</name>
    <message>
        <source>No check has been made yet.</source>
        <translation>尚未做过评估。</translation>
    </message>
    <message>
        <source>Checks, newest first</source>
        <translation>评估，最新的在前</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
</context>
<context>
    <name>ClockPanel</name>
    <message>
        <source>Figures of the protocol, for orientation: no order and no advice.</source>
        <translation>方案中的数值，仅供参考：不是医嘱，也不是建议。</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>When did it begin?</source>
        <translation>何时开始？</translation>
    </message>
    <message>
        <source>Note (may be left out)</source>
        <translation>备注（可不填）</translation>
    </message>
    <message>
        <source>What was it? (a few words)</source>
        <translation>是什么事件？（几个字即可）</translation>
    </message>
</context>
<context>
    <name>CodeForm</name>
    <message>
        <source>A group of the code</source>
        <translation>恢复码中的一组</translation>
    </message>
    <message>
        <source>Recovery code for person {n} of 2</source>
        <translation>第 {n} 人的恢复码（共 2 人）</translation>
    </message>
    <message>
        <source>Write it on paper and keep it apart from the other one. If nobody&apos;s password opens this store any more, both codes together do. It is not shown again.</source>
        <translation>请写在纸上，与另一码分开保管。若再无人的密码能打开此数据库，两码合用即可打开。此码不会再次显示。</translation>
    </message>
    <message>
        <source>That is not group {n} of this code</source>
        <translation>这不是此码的第 {n} 组</translation>
    </message>
    <message>
        <source>Type group {n} back from the paper</source>
        <translation>请照纸上所写输入第 {n} 组</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Now person 2</source>
        <translation>请第 2 人继续</translation>
    </message>
</context>
<context>
    <name>CodesForm</name>
    <message>
        <source>Recovery codes</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Make new codes</source>
        <translation>生成新恢复码</translation>
    </message>
    <message>
        <source>If nobody can sign in any more, two people can let an administrator back in, each with a code of their own. Old codes are void as soon as there are new ones. Have both people here, with pen and paper.</source>
        <translation>如果再也无人能登录，两个人可各用自己的恢复码让管理员重新进入。一旦有新码，旧码即作废。请让两人都在场，并备好纸笔。</translation>
    </message>
    <message>
        <source>First person: write this code down and keep it where the second cannot see it.</source>
        <translation>第一人：请抄下此码，并保存在第二人看不到的地方。</translation>
    </message>
    <message>
        <source>Written down, next person</source>
        <translation>已抄下，下一人</translation>
    </message>
    <message>
        <source>Written down, hide it</source>
        <translation>已抄下，隐藏</translation>
    </message>
    <message>
        <source>Second person: write this code down and keep it where the first cannot see it.</source>
        <translation>第二人：请抄下此码，并保存在第一人看不到的地方。</translation>
    </message>
</context>
<context>
    <name>ConfirmPage</name>
    <message>
        <source>Restore this backup?</source>
        <translation>恢复此备份？</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
</context>
<context>
    <name>CountPage</name>
    <message>
        <source>Tap along while the patient counts, if it helps; only the answer above is kept.</source>
        <translation>患者数数时可随之点按，便于计数；只保存上方的答案。</translation>
    </message>
</context>
<context>
    <name>CoursePanel</name>
    <message>
        <source>As table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Episodes</source>
        <translation>病程</translation>
    </message>
    <message>
        <source>Lab values</source>
        <translation>检验值</translation>
    </message>
    <message>
        <source>Adverse events</source>
        <translation>不良事件</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全程</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>The whole course</source>
        <translation>整个病程</translation>
    </message>
    <message>
        <source>Last {span}</source>
        <translation>最近 {span}</translation>
    </message>
    <message>
        <source>Nothing is recorded yet</source>
        <translation>尚无记录</translation>
    </message>
</context>
<context>
    <name>Death</name>
    <message>
        <source>The patient died of this event</source>
        <translation>患者因该事件死亡</translation>
    </message>
    <message>
        <source>This is grade 5. Press it again to take it back.</source>
        <translation>此为 5 级。再按一次可撤回。</translation>
    </message>
</context>
<context>
    <name>Delegate</name>
    <message>
        <source>Delegated to {name}</source>
        <translation>已授权给 {name}</translation>
    </message>
</context>
<context>
    <name>DelegateForm</name>
    <message>
        <source>Delegation log</source>
        <translation>授权日志</translation>
    </message>
    <message>
        <source>Delegate</source>
        <translation>授权</translation>
    </message>
    <message>
        <source>Delegate a task</source>
        <translation>授权任务</translation>
    </message>
    <message>
        <source>To whom?</source>
        <translation>授权给谁？</translation>
    </message>
    <message>
        <source>What?</source>
        <translation>授权什么？</translation>
    </message>
    <message>
        <source>Year-month-day, for example 2026-11-22.</source>
        <translation>年-月-日，例如 2026-11-22。</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>首日</translation>
    </message>
    <message>
        <source>{example} Empty: from now</source>
        <translation>{example}留空：从现在起</translation>
    </message>
    <message>
        <source>{example} Empty: until it is ended</source>
        <translation>{example}留空：直到终止为止</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>末日</translation>
    </message>
</context>
<context>
    <name>DemoLine</name>
    <message>
        <source>Fill in</source>
        <translation>填入</translation>
    </message>
    <message>
        <source>Synthetic ward, made for this start only. Password of {name}: {password}</source>
        <translation>仅为本次启动生成的模拟病区。{name} 的密码：{password}</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Nobody was at the desk, so the session was ended. Drafts are kept.</source>
        <translation>长时间无人操作，会话已结束。草稿已保留。</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Entries</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>The opened entry</source>
        <translation>打开的条目</translation>
    </message>
    <message>
        <source>Choose an entry to see what it changed.</source>
        <translation>选择一个条目，查看它改变了什么。</translation>
    </message>
</context>
<context>
    <name>DetailView</name>
    <message>
        <source>All checks</source>
        <translation>全部评估</translation>
    </message>
    <message>
        <source>Handwriting</source>
        <translation>笔迹</translation>
    </message>
    <message>
        <source>The check in full</source>
        <translation>评估全文</translation>
    </message>
    <message>
        <source>Check of {moment}, by {names}</source>
        <translation>{moment} 的评估，{names}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>DonePage</name>
    <message>
        <source>Restored</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
</context>
<context>
    <name>EndDelegation</name>
    <message>
        <source>Ended: {line}</source>
        <translation>已终止：{line}</translation>
    </message>
</context>
<context>
    <name>EndDelegationForm</name>
    <message>
        <source>Delegation log</source>
        <translation>授权日志</translation>
    </message>
    <message>
        <source>End this delegation now</source>
        <translation>立即终止此授权</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>The line stays in the log, ended now</source>
        <translation>该行保留在日志中，标记为现在终止</translation>
    </message>
</context>
<context>
    <name>Entries</name>
    <message>
        <source>Entries of the audit trail, newest first</source>
        <translation>稽查轨迹的条目，最新在前</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
</context>
<context>
    <name>Episodes</name>
    <message>
        <source>Tocilizumab</source>
        <translation>托珠单抗</translation>
    </message>
    <message>
        <source>Steroids</source>
        <translation>糖皮质激素</translation>
    </message>
    <message>
        <source>{scale} episode {number} · ongoing</source>
        <translation>{scale} 第 {number} 次病程 · 持续中</translation>
    </message>
    <message>
        <source>{scale} episode {number} · over</source>
        <translation>{scale} 第 {number} 次病程 · 已结束</translation>
    </message>
    <message>
        <source>Since {began}</source>
        <translation>自 {began}</translation>
    </message>
    <message>
        <source>{began} to {ended}</source>
        <translation>{began} 至 {ended}</translation>
    </message>
    <message>
        <source>Return after the first episode, which began {began}</source>
        <translation>复发；首次病程始于 {began}</translation>
    </message>
    <message>
        <source>Highest: {grade}, {at}</source>
        <translation>最高：{grade}，{at}</translation>
    </message>
    <message>
        <source>Highest: {grade}, between {after} and {at}</source>
        <translation>最高：{grade}，在 {after} 与 {at} 之间</translation>
    </message>
    <message>
        <source>{hours} h {minutes} elapsed</source>
        <translation>历时 {hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>on 1 calendar day</source>
        <translation>跨 1 个日历日</translation>
    </message>
    <message>
        <source>on {days} calendar days</source>
        <translation>跨 {days} 个日历日</translation>
    </message>
    <message>
        <source>No sign since {since}; ends when checks show none for {hours} h</source>
        <translation>自 {since} 起无体征；评估显示持续 {hours} 小时无体征即结束</translation>
    </message>
    <message>
        <source>Onset {day}, after day {limit}: rare. Is there another cause?</source>
        <translation>{day} 起病，晚于第 {limit} 天：少见。是否有其他原因？</translation>
    </message>
    <message>
        <source>Contains a grade set by hand; highest by the criteria: {grade}</source>
        <translation>含人工设定的分级；按标准最高：{grade}</translation>
    </message>
    <message>
        <source>{count} times, {first} to {last}</source>
        <translation>{count} 次，{first} 至 {last}</translation>
    </message>
    <message>
        <source>Fever</source>
        <translation>发热</translation>
    </message>
    <message>
        <source>Low blood pressure</source>
        <translation>低血压</translation>
    </message>
    <message>
        <source>Oxygen</source>
        <translation>吸氧</translation>
    </message>
    <message>
        <source>Depressed consciousness</source>
        <translation>意识下降</translation>
    </message>
    <message>
        <source>Neurological findings, not attributed to ICANS</source>
        <translation>神经系统表现，未归因于 ICANS</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>1 check</source>
        <translation>1 次评估</translation>
    </message>
    <message>
        <source>So far {spent}</source>
        <translation>至今{spent}</translation>
    </message>
    <message>
        <source>{count} checks</source>
        <translation>{count} 次评估</translation>
    </message>
    <message>
        <source>All doses of the protocol are given</source>
        <translation>方案规定的剂次已全部给完</translation>
    </message>
    <message>
        <source>None given yet</source>
        <translation>尚未给药</translation>
    </message>
    <message>
        <source>Interval over since {at}</source>
        <translation>间隔已于 {at} 结束</translation>
    </message>
    <message>
        <source>Earliest next {at}, in {span}</source>
        <translation>最早下次 {at}，还有 {span}</translation>
    </message>
    <message>
        <source>Last: {dose}, {at}, {span} ago</source>
        <translation>上次：{dose}，{at}，{span}前</translation>
    </message>
    <message>
        <source>Every {hours} h</source>
        <translation>每 {hours} 小时一次</translation>
    </message>
    <message>
        <source>{given} of at most {most} in 24 h</source>
        <translation>24 小时内 {given} 次，最多 {most} 次</translation>
    </message>
    <message>
        <source>{given} of at most {most} in all</source>
        <translation>共 {given} 次，最多 {most} 次</translation>
    </message>
    <message>
        <source>1 dose given</source>
        <translation>已给 1 次</translation>
    </message>
    <message>
        <source>{count} doses given</source>
        <translation>已给 {count} 次</translation>
    </message>
    <message>
        <source>Given in the open CRS episode: fever is not required (CRS-03)</source>
        <translation>在当前 CRS 病程内给药：不再要求发热（CRS-03）</translation>
    </message>
</context>
<context>
    <name>EpisodesView</name>
    <message>
        <source>No episode of CRS or ICANS is documented.</source>
        <translation>没有记录到 CRS 或 ICANS 病程。</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Since {moment}</source>
        <translation>始于 {moment}</translation>
    </message>
    <message>
        <source>Recorded by {name}, {moment}</source>
        <translation>{name} 记录，{moment}</translation>
    </message>
    <message>
        <source>Set by hand. Proposed was {grade}. Reason: {reason}</source>
        <translation>人工设定。系统建议：{grade}。理由：{reason}</translation>
    </message>
    <message>
        <source>grade {least} to {most}</source>
        <translation>{least} 至 {most} 级</translation>
    </message>
    <message>
        <source>two versions</source>
        <translation>有两个版本</translation>
    </message>
</context>
<context>
    <name>EventsView</name>
    <message>
        <source>No adverse event is recorded.</source>
        <translation>尚未记录不良事件。</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Export the audit trail</source>
        <translation>导出稽查轨迹</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Every entry is written, whatever is shown here, with what others need to check it. The file holds trial data under subject numbers and is not encrypted: keep it where only those may read it who should.</source>
        <translation>无论此处显示什么，都会写出所有条目及他人核对所需的内容。文件含有以受试者编号标识的试验数据且未加密：请存放在只有应读者可读的地方。</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>For instance on a USB stick</source>
        <translation>例如 U 盘上</translation>
    </message>
    <message>
        <source>Needed: a folder</source>
        <translation>需要：一个文件夹</translation>
    </message>
    <message>
        <source>{entries} entries are in the folder {name}.
SHA-256 of its manifest: {sha256}
Anybody can check them without Bedside and without a key: python3 verify-audit {name}. The fingerprint it prints must be that of this device on paper; give the checksum by another way than the files.</source>
        <translation>{entries} 个条目在文件夹 {name} 中。
清单的 SHA-256：{sha256}
任何人无需 Bedside、无需密钥即可核对：python3 verify-audit {name}。它显示的指纹须与纸上本设备的指纹一致；校验和请另行传达，不要与文件放在一起。</translation>
    </message>
    <message>
        <source>The export was broken off; nothing of it is left</source>
        <translation>导出已中止；未留下任何内容</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Kind of record</source>
        <translation>记录类别</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Trial subject number</source>
        <translation>试验受试者编号</translation>
    </message>
    <message>
        <source>year-month-day, as in 2026-11-22</source>
        <translation>年-月-日，如 2026-11-22</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Up to and with</source>
        <translation>至（含）</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Without conditions</source>
        <translation>不设条件</translation>
    </message>
    <message>
        <source>Anybody</source>
        <translation>任何人</translation>
    </message>
    <message>
        <source>Any kind</source>
        <translation>任何类别</translation>
    </message>
    <message>
        <source>The last day must not lie before the first.</source>
        <translation>结束日不得早于开始日。</translation>
    </message>
    <message>
        <source>{given} is no day. Allowed: year-month-day</source>
        <translation>{given} 不是日期。允许：年-月-日</translation>
    </message>
</context>
<context>
    <name>FirstRunForm</name>
    <message>
        <source>Site number</source>
        <translation>中心编号</translation>
    </message>
    <message>
        <source>As the trial writes it, for example 01</source>
        <translation>按试验的写法，例如 01</translation>
    </message>
    <message>
        <source>Your name, as it is printed on records</source>
        <translation>您的姓名（记录上显示）</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Letters, figures, . _ - only</source>
        <translation>仅限字母、数字和 . _ -</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>At least 10 characters; several words are best</source>
        <translation>至少 10 个字符，最好由多个词组成</translation>
    </message>
    <message>
        <source>Restore a backup instead…</source>
        <translation>改为恢复备份…</translation>
    </message>
    <message>
        <source>This computer has no store yet. It will be made for trial {trial}, encrypted, and opened only by the passwords of its users. You become its administrator: you add nurses and investigators next, and see no patients yourself.</source>
        <translation>本机还没有数据库。将为试验 {trial} 建立一个加密数据库，只有其用户的密码能打开。您将成为管理员：接下来由您添加护士和研究者，您本人看不到患者。</translation>
    </message>
    <message>
        <source>Password once more</source>
        <translation>再次输入密码</translation>
    </message>
    <message>
        <source>Create the store</source>
        <translation>创建数据库</translation>
    </message>
    <message>
        <source>Creating…</source>
        <translation>正在创建…</translation>
    </message>
</context>
<context>
    <name>Flags</name>
    <message>
        <source>Urgent: {text}</source>
        <translation>紧急：{text}</translation>
    </message>
    <message>
        <source>Look at: {text}</source>
        <translation>请注意：{text}</translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
</context>
<context>
    <name>FolderPage</name>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>Look for backups</source>
        <translation>查找备份</translation>
    </message>
    <message>
        <source>Folder with the backups</source>
        <translation>存放备份的文件夹</translation>
    </message>
    <message>
        <source>For instance on a USB stick</source>
        <translation>例如 U 盘上</translation>
    </message>
    <message>
        <source>Go on with this older copy…</source>
        <translation>以此较旧副本继续…</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>whole years, 0 to 130</source>
        <translation>整岁数，0 至 130</translation>
    </message>
    <message>
        <source>a date such as 2026-11-22</source>
        <translation>日期，例如 2026-11-22</translation>
    </message>
    <message>
        <source>a time such as 10:30</source>
        <translation>时间，例如 10:30</translation>
    </message>
    <message>
        <source>Developmental delay</source>
        <translation>发育迟缓</translation>
    </message>
    <message>
        <source>The infusion</source>
        <translation>输注</translation>
    </message>
    <message>
        <source>one of the choices</source>
        <translation>其中一个选项</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>未作答</translation>
    </message>
    <message>
        <source>Needed: {allowed}</source>
        <translation>需要：{allowed}</translation>
    </message>
    <message>
        <source>{given} cannot be taken. Allowed: {allowed}</source>
        <translation>不能接受 {given}。允许：{allowed}</translation>
    </message>
    <message>
        <source>a time up to now, {now}</source>
        <translation>不晚于现在（{now}）的时间</translation>
    </message>
    <message>
        <source>a name of up to {most} characters</source>
        <translation>不超过 {most} 个字符的名称</translation>
    </message>
    <message>
        <source>a number above 0, up to {most}</source>
        <translation>大于 0、不超过 {most} 的数字</translation>
    </message>
</context>
<context>
    <name>GivenAt</name>
    <message>
        <source>Year-month-day, for example 2026-11-22</source>
        <translation>年-月-日，例如 2026-11-22</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Another day</source>
        <translation>其他日期</translation>
    </message>
</context>
<context>
    <name>GradeBadge</name>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>at least grade {grade}</source>
        <translation>至少 {grade} 级</translation>
    </message>
    <message>
        <source>grade {grade}</source>
        <translation>{grade} 级</translation>
    </message>
    <message>
        <source>higher than last time</source>
        <translation>较上次升高</translation>
    </message>
    <message>
        <source>lower than last time</source>
        <translation>较上次降低</translation>
    </message>
    <message>
        <source>as last time</source>
        <translation>与上次相同</translation>
    </message>
    <message>
        <source>not signed yet</source>
        <translation>尚未签署</translation>
    </message>
</context>
<context>
    <name>GradeCard</name>
    <message>
        <source>Set another grade</source>
        <translation>改定分级</translation>
    </message>
    <message>
        <source>You set grade {grade}. The proposal is kept beside it.</source>
        <translation>您改定为 {grade} 级。系统建议的分级一并保留。</translation>
    </message>
</context>
<context>
    <name>GradeChoice</name>
    <message>
        <source>Grade to record</source>
        <translation>记录的级别</translation>
    </message>
    <message>
        <source>Choose another grade</source>
        <translation>选择其他级别</translation>
    </message>
    <message>
        <source>Why this grade?</source>
        <translation>为何选此级别？</translation>
    </message>
</context>
<context>
    <name>GradePanel</name>
    <message>
        <source>What each grade means</source>
        <translation>各级别的含义</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>尚缺</translation>
    </message>
    <message>
        <source>What could raise it</source>
        <translation>可能使级别升高的情况</translation>
    </message>
</context>
<context>
    <name>GradedRow</name>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Show the values over the days: {said}</source>
        <translation>查看随时间的变化：{said}</translation>
    </message>
</context>
<context>
    <name>GuidedPage</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>User id</source>
        <translation>用户编号</translation>
    </message>
    <message>
        <source>A site coordinator or an administrator</source>
        <translation>中心协调员或管理员</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>Health</name>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>look at it</source>
        <translation>请查看</translation>
    </message>
    <message>
        <source>act now</source>
        <translation>立即处理</translation>
    </message>
    <message>
        <source>{free} free; the store takes {store}, its log {log}</source>
        <translation>剩余 {free}；数据存储占 {store}，其日志 {log}</translation>
    </message>
    <message>
        <source>Free some space on this computer before it stops what is recorded.</source>
        <translation>请腾出本机空间，以免无法记录。</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Last backup</source>
        <translation>最近备份</translation>
    </message>
    <message>
        <source>Back up now to a second place, such as a USB stick.</source>
        <translation>请立即备份到另一处，例如 U 盘。</translation>
    </message>
    <message>
        <source>The last one failed: {when}</source>
        <translation>最近一次失败：{when}</translation>
    </message>
    <message>
        <source>{when}, opened and verified</source>
        <translation>{when}，已打开并验证</translation>
    </message>
    <message>
        <source>Last verification of the whole store</source>
        <translation>最近一次全面验证</translation>
    </message>
    <message>
        <source>Verify now; it runs in the background.</source>
        <translation>请立即验证；在后台运行。</translation>
    </message>
    <message>
        <source>Something does not hold: {when}</source>
        <translation>有内容未通过验证：{when}</translation>
    </message>
    <message>
        <source>Stop recording here, keep the files, and call who looks after it.</source>
        <translation>请停止在此记录，保留文件，并联系负责人。</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>{moment}, {span} ago</source>
        <translation>{moment}，{span}前</translation>
    </message>
    <message>
        <source>How far it is off is not known until a centre tells.</source>
        <translation>与中心连接前，无法得知偏差。</translation>
    </message>
    <message>
        <source>No leap was seen.</source>
        <translation>未见跳变。</translation>
    </message>
    <message>
        <source>It went back {span} at {moment}.</source>
        <translation>{moment} 时钟后退了 {span}。</translation>
    </message>
    <message>
        <source>It leapt ahead {span} at {moment}.</source>
        <translation>{moment} 时钟前跳了 {span}。</translation>
    </message>
    <message>
        <source>Hold this computer&apos;s time against another clock.</source>
        <translation>请与另一时钟核对本机时间。</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>{n} entries, the oldest of {moment}; nothing can be sent yet</source>
        <translation>{n} 个条目，最早 {moment}；尚无法发送</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>尚未发送</translation>
    </message>
    <message>
        <source>{n} since {moment}</source>
        <translation>自 {moment} 起 {n} 次</translation>
    </message>
    <message>
        <source>Ask who it was; the audit trail has the times.</source>
        <translation>请询问是谁；时间见稽查轨迹。</translation>
    </message>
    <message>
        <source>Somebody changed the list of them. Call who looks after security.</source>
        <translation>有人改动了失败记录。请联系安全负责人。</translation>
    </message>
    <message>
        <source>Failed sign-ins</source>
        <translation>登录失败</translation>
    </message>
    <message>
        <source>{open} in hand, {parked} set aside</source>
        <translation>进行中 {open} 个，搁置 {parked} 个</translation>
    </message>
    <message>
        <source>Finish what was set aside, or say why it is not.</source>
        <translation>请完成被搁置的评估，或说明原因。</translation>
    </message>
    <message>
        <source>Open checks</source>
        <translation>未完成的评估</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>one guess takes {n} ms here</source>
        <translation>在此每猜一次需 {n} 毫秒</translation>
    </message>
    <message>
        <source>Under 250 ms: change the password, which sets a higher cost.</source>
        <translation>低于 250 毫秒：更改密码会提高猜测成本。</translation>
    </message>
    <message>
        <source>Guessing a password</source>
        <translation>猜测密码</translation>
    </message>
    <message>
        <source>Bedside {version}, store schema {schema}</source>
        <translation>Bedside {version}，存储结构 {schema}</translation>
    </message>
    <message>
        <source>This device&apos;s key, to be written on paper: {fingerprint}</source>
        <translation>本设备的密钥指纹，请写在纸上：{fingerprint}</translation>
    </message>
    <message>
        <source>Breaking off…</source>
        <translation>正在中止…</translation>
    </message>
    <message>
        <source>Backing up: {done} of {of}</source>
        <translation>正在备份：{done} / {of}</translation>
    </message>
    <message>
        <source>Verifying: {done} of {of} entries</source>
        <translation>正在验证：{done} / {of} 个条目</translation>
    </message>
    <message>
        <source>Everything holds: {n} entries</source>
        <translation>全部完好：{n} 个条目</translation>
    </message>
    <message>
        <source>{n} things do not hold; the first: {where}, {fault}</source>
        <translation>{n} 处未通过；第一处：{where}，{fault}</translation>
    </message>
</context>
<context>
    <name>HealthForm</name>
    <message>
        <source>State of this device</source>
        <translation>设备状态</translation>
    </message>
</context>
<context>
    <name>HealthPresenter</name>
    <message>
        <source>Backed up and verified: {n} entries in {path}</source>
        <translation>已备份并验证：{path} 中 {n} 个条目</translation>
    </message>
    <message>
        <source>Broken off; nothing was changed</source>
        <translation>已中止；未做任何更改</translation>
    </message>
    <message>
        <source>Saved where backups go</source>
        <translation>已保存备份去处</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>The store has a new key</source>
        <translation>数据存储已有新密钥</translation>
    </message>
    <message>
        <source>These need a new password: {names}</source>
        <translation>以下人员需要新密码：{names}</translation>
    </message>
    <message>
        <source>Your report is in the journal and goes to the trial office with everything else</source>
        <translation>您的报告已记入日志，将随其他内容送往试验办公室</translation>
    </message>
</context>
<context>
    <name>HealthScreen</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>State of this device</source>
        <translation>设备状态</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>Verify now</source>
        <translation>立即验证</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Backup folder…</source>
        <translation>备份文件夹…</translation>
    </message>
    <message>
        <source>Export audit trail…</source>
        <translation>导出稽查轨迹…</translation>
    </message>
    <message>
        <source>Recovery codes…</source>
        <translation>恢复码…</translation>
    </message>
    <message>
        <source>New store key…</source>
        <translation>更换存储密钥…</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>恢复备份…</translation>
    </message>
    <message>
        <source>Report a problem…</source>
        <translation>报告问题…</translation>
    </message>
</context>
<context>
    <name>HitsList</name>
    <message>
        <source>Terms that fit</source>
        <translation>相符的术语</translation>
    </message>
</context>
<context>
    <name>HomePresenter</name>
    <message>
        <source>Site {site}</source>
        <translation>中心 {site}</translation>
    </message>
</context>
<context>
    <name>HomeScreen</name>
    <message>
        <source>You look after this site&apos;s people and its store. Patients are not shown to you.</source>
        <translation>您管理本中心的人员和数据库；不向您显示患者。</translation>
    </message>
</context>
<context>
    <name>IceBlock</name>
    <message>
        <source>Cannot be judged</source>
        <translation>无法判断</translation>
    </message>
</context>
<context>
    <name>InfusionForm</name>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Confirm infusion</source>
        <translation>确认输注</translation>
    </message>
    <message>
        <source>Confirm infusion · {patient}</source>
        <translation>确认输注 · {patient}</translation>
    </message>
    <message>
        <source>When did the infusion begin?</source>
        <translation>输注何时开始？</translation>
    </message>
</context>
<context>
    <name>InfusionPresenter</name>
    <message>
        <source>Recorded: infusion begun {moment}</source>
        <translation>已记录：输注开始于 {moment}</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <source>Not saved: {reason}. Leaving now loses what is marked; press again to leave all the same</source>
        <translation>未保存：{reason}。现在离开会丢失已标记的内容；再按一次仍要离开</translation>
    </message>
    <message>
        <source>Not saved: {reason}. It stays here and is tried again every {seconds} seconds</source>
        <translation>未保存：{reason}。内容保留在此，每 {seconds} 秒自动重试</translation>
    </message>
    <message>
        <source>Draft saved {time}</source>
        <translation>草稿已于 {time} 保存</translation>
    </message>
</context>
<context>
    <name>KeptApartList</name>
    <message>
        <source>Kept apart</source>
        <translation>另行列出</translation>
    </message>
    <message>
        <source>Given another cause, so they make and prolong no episode.</source>
        <translation>已归因于其他原因，不构成也不延长病程。</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>Keypad</source>
        <translation>数字键盘</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>下一项</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>退格</translation>
    </message>
    <message>
        <source>Decimal point</source>
        <translation>小数点</translation>
    </message>
</context>
<context>
    <name>LabRowView</name>
    <message>
        <source>It is right</source>
        <translation>正确无误</translation>
    </message>
    <message>
        <source>{analyte}: it is right</source>
        <translation>{analyte}：正确无误</translation>
    </message>
    <message>
        <source>Could it be higher?</source>
        <translation>是否可能更高？</translation>
    </message>
    <message>
        <source>{analyte}: answer what could raise it</source>
        <translation>{analyte}：回答可能升级的问题</translation>
    </message>
</context>
<context>
    <name>Laboratory</name>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>low</source>
        <comment>lower limit of the laboratory, short</comment>
        <translation>下限</translation>
    </message>
    <message>
        <source>high</source>
        <comment>upper limit of the laboratory, short</comment>
        <translation>上限</translation>
    </message>
    <message>
        <source>before</source>
        <comment>value before infusion, short</comment>
        <translation>基线</translation>
    </message>
    <message>
        <source>value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>lower limit</source>
        <translation>正常值下限</translation>
    </message>
    <message>
        <source>upper limit</source>
        <translation>正常值上限</translation>
    </message>
    <message>
        <source>value before infusion</source>
        <translation>输注前的数值</translation>
    </message>
    <message>
        <source>Not graded: choose the unit</source>
        <translation>尚未分级：请选择单位</translation>
    </message>
    <message>
        <source>{column} {given} cannot be taken. Allowed: a number such as 0.5, 7 or 1200</source>
        <translation>{column} {given} 无法采用。允许：数字，例如 0.5、7 或 1200</translation>
    </message>
    <message>
        <source>{column} {given} can be read in two ways. Write it with a point, or without the comma</source>
        <translation>{column} {given} 有两种读法。请用小数点书写，或去掉逗号</translation>
    </message>
    <message>
        <source>{column} {given} cannot be taken. Allowed: 0 or more</source>
        <translation>{column} {given} 无法采用。允许：0 或以上</translation>
    </message>
    <message>
        <source>{column} {given} cannot be taken. Allowed: up to {largest}</source>
        <translation>{column} {given} 无法采用。允许：不超过 {largest}</translation>
    </message>
    <message>
        <source>{column} {given} cannot be taken. Allowed: below the upper limit</source>
        <translation>{column} {given} 无法采用。允许：低于上限</translation>
    </message>
    <message>
        <source>{column} {given} cannot be taken. Allowed: {allowed}</source>
        <translation>{column} {given} 无法采用。允许：{allowed}</translation>
    </message>
    <message>
        <source>{value} {unit} is seldom seen. Is this right?</source>
        <translation>{value} {unit} 很少见。是否正确？</translation>
    </message>
    <message>
        <source>grade 0</source>
        <translation>0 级</translation>
    </message>
    <message>
        <source>grade {grade}</source>
        <translation>{grade} 级</translation>
    </message>
    <message>
        <source>not known, at most grade {grade}</source>
        <translation>未知，最高 {grade} 级</translation>
    </message>
    <message>
        <source>grade {low} to {high}</source>
        <translation>{low} 至 {high} 级</translation>
    </message>
    <message>
        <source>Missing: {listed}</source>
        <translation>缺少：{listed}</translation>
    </message>
    <message>
        <source>Because: {finding}</source>
        <translation>依据：{finding}</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>不清楚</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Needed: {treatment}?</source>
        <translation>是否需要：{treatment}？</translation>
    </message>
    <message>
        <source>Recorded without a grade: no CTCAE term grades it by its number</source>
        <translation>仅作记录，不分级：没有 CTCAE 术语按其数值分级</translation>
    </message>
    <message>
        <source>ratio</source>
        <comment>a value without a unit</comment>
        <translation>比值</translation>
    </message>
    <message>
        <source>from {lower}</source>
        <translation>{lower} 起</translation>
    </message>
    <message>
        <source>up to {upper}</source>
        <translation>不超过 {upper}</translation>
    </message>
</context>
<context>
    <name>LabsFoot</name>
    <message>
        <source>Stay</source>
        <translation>留在此页</translation>
    </message>
    <message>
        <source>Leave without saving</source>
        <translation>不保存并离开</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save {n} values</source>
        <translation>保存 {n} 项</translation>
    </message>
    <message>
        <source>Save 1 value</source>
        <translation>保存 1 项</translation>
    </message>
    <message>
        <source>Not saved yet: {rows}</source>
        <translation>尚不能保存：{rows}</translation>
    </message>
    <message>
        <source>{n} values are not saved.</source>
        <translation>有 {n} 项未保存。</translation>
    </message>
    <message>
        <source>1 value is not saved.</source>
        <translation>有 1 项未保存。</translation>
    </message>
</context>
<context>
    <name>LabsPicture</name>
    <message>
        <source>Values over the days</source>
        <translation>数值随时间的变化</translation>
    </message>
</context>
<context>
    <name>LabsPresenter</name>
    <message>
        <source>Read as {value}</source>
        <translation>读作 {value}</translation>
    </message>
    <message>
        <source>Unit and limits of the sample of {time}</source>
        <translation>单位和正常值范围取自 {time} 的样本</translation>
    </message>
    <message>
        <source>Before infusion: sample of {time}</source>
        <translation>输注前：{time} 的样本</translation>
    </message>
    <message>
        <source>Corrected with albumin {value} g/L</source>
        <translation>已按白蛋白 {value} g/L 校正</translation>
    </message>
    <message>
        <source>There is no value that can be saved</source>
        <translation>没有可保存的数值</translation>
    </message>
    <message>
        <source>Recorded: {n} laboratory values, {time}</source>
        <translation>已记录：{n} 项检验结果，{time}</translation>
    </message>
    <message>
        <source>Recorded: 1 laboratory value, {time}</source>
        <translation>已记录：1 项检验结果，{time}</translation>
    </message>
    <message>
        <source>{said}. Still to be put right: {rows}</source>
        <translation>{said}。仍需更正：{rows}</translation>
    </message>
</context>
<context>
    <name>LabsScreen</name>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Laboratory panel · {patient}</source>
        <translation>检验结果 · {patient}</translation>
    </message>
    <message>
        <source>When was the sample taken?</source>
        <translation>何时采样？</translation>
    </message>
    <message>
        <source>Use the last units and limits</source>
        <translation>采用上次的单位和正常值范围</translation>
    </message>
    <message>
        <source>Use the values before infusion</source>
        <translation>采用输注前的数值</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Note (may be left out)</source>
        <translation>备注（可不填）</translation>
    </message>
    <message>
        <source>Proposed grades</source>
        <translation>建议的分级</translation>
    </message>
</context>
<context>
    <name>LabsTable</name>
    <message>
        <source>The values as a table, newest first</source>
        <translation>数值表格，最新在前</translation>
    </message>
</context>
<context>
    <name>LabsView</name>
    <message>
        <source>Values as table</source>
        <translation>数值表格</translation>
    </message>
    <message>
        <source>No laboratory panel is recorded.</source>
        <translation>尚无检验记录。</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Analyte shown: {title}</source>
        <translation>当前显示：{title}</translation>
    </message>
    <message>
        <source>Not drawn, because of their unit: {n}</source>
        <translation>因单位不同而未绘出：{n} 个</translation>
    </message>
    <message>
        <source>Show {n} older</source>
        <translation>显示更早的 {n} 份</translation>
    </message>
</context>
<context>
    <name>LeaveBar</name>
    <message>
        <source>Nothing of this event is saved yet. Leave all the same?</source>
        <translation>该事件尚未保存。仍要离开吗？</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>留在此页</translation>
    </message>
    <message>
        <source>Leave without saving</source>
        <translation>不保存离开</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Password or PIN</source>
        <translation>密码或 PIN</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>{name}&apos;s session, since {since}; locked at {locked}. Nothing was closed.</source>
        <translation>{name} 的会话，始于 {since}；{locked} 锁定。没有关闭任何内容。</translation>
    </message>
    <message>
        <source>Who comes to the desk?</source>
        <translation>由谁接班？</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Take the desk</source>
        <translation>接班</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Back to {name}</source>
        <translation>返回 {name}</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>换人</translation>
    </message>
</context>
<context>
    <name>MadePart</name>
    <message>
        <source>The store is made</source>
        <translation>数据库已建立</translation>
    </message>
    <message>
        <source>Both recovery codes are with their people. Now add those who will work here: nurses record checks, investigators confirm grades.</source>
        <translation>两个恢复码已分别交付保管。现在请添加在此工作的人员：护士记录评估，研究者确认分级。</translation>
    </message>
    <message>
        <source>Add people now</source>
        <translation>现在添加人员</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>{field}: {given} cannot be taken. Allowed: {allowed}</source>
        <translation>{field}：不能接受 {given}。允许：{allowed}</translation>
    </message>
    <message>
        <source>{which} is not on this device</source>
        <translation>本机没有 {which}</translation>
    </message>
    <message>
        <source>Not possible: {reason}</source>
        <translation>无法执行：{reason}</translation>
    </message>
    <message>
        <source>The grading file {file} cannot be used ({where}: {problem})</source>
        <translation>分级标准文件 {file} 无法使用（{where}：{problem}）</translation>
    </message>
    <message>
        <source>The trial protocol {file} cannot be used ({where}: {problem})</source>
        <translation>试验方案文件 {file} 无法使用（{where}：{problem}）</translation>
    </message>
    <message>
        <source>The installation lacks {name}; install Bedside again</source>
        <translation>安装中缺少 {name}，请重新安装 Bedside</translation>
    </message>
    <message>
        <source>User or password is not right</source>
        <translation>用户或密码不正确</translation>
    </message>
    <message>
        <source>Too many wrong passwords. Wait {minutes} min, or ask an administrator to lift the lock-out</source>
        <translation>密码错误次数过多。请等待 {minutes} 分钟，或请管理员解除锁定</translation>
    </message>
    <message>
        <source>The PIN is good no more; use the password</source>
        <translation>PIN 已失效，请使用密码</translation>
    </message>
    <message>
        <source>Choose a password of your own; the one you were given serves for nothing else</source>
        <translation>请设置您自己的密码；发给您的密码不能用于其他操作</translation>
    </message>
    <message>
        <source>These two codes do not open this store; nothing was changed</source>
        <translation>这两个代码无法打开此数据库；未做任何更改</translation>
    </message>
    <message>
        <source>The store cannot be used: {problem}</source>
        <translation>数据库无法使用：{problem}</translation>
    </message>
    <message>
        <source>There is no store in {folder}; nothing was created</source>
        <translation>{folder} 中没有数据库，未创建任何内容</translation>
    </message>
    <message>
        <source>Another Bedside on this computer has the store open; close it first</source>
        <translation>本机另一个 Bedside 已打开该数据库，请先将其关闭</translation>
    </message>
    <message>
        <source>Another program (a virus scanner, a backup) holds the store; nothing was lost. Try again, or have the folder {folder} left out of that program</source>
        <translation>另一个程序（杀毒软件、备份）占用了数据库；没有丢失任何内容。请重试，或让该程序排除文件夹 {folder}</translation>
    </message>
    <message>
        <source>The key does not open the store in {folder}: its file is damaged or another one&apos;s. Nothing was changed. Keep the file and restore the last backup</source>
        <translation>密钥打不开 {folder} 中的数据库：文件已损坏或不属于本库。未作任何更改。请保留该文件并恢复最近的备份</translation>
    </message>
    <message>
        <source>A newer Bedside wrote this store; install the newer Bedside</source>
        <translation>该数据库由更新版本的 Bedside 写入，请安装新版本</translation>
    </message>
    <message>
        <source>The store is damaged ({problem}); stop, keep the file and restore the last backup</source>
        <translation>数据库已损坏（{problem}）；请停止使用，保留该文件，并恢复最近的备份</translation>
    </message>
    <message>
        <source>An older copy: entry {last} was saved here and is missing. Put the newer files back or restore a backup</source>
        <translation>这是较旧的副本：第 {last} 条记录曾在本机保存，而这里没有。请放回较新的文件，或恢复备份</translation>
    </message>
    <message>
        <source>The backup {backup} cannot be used ({problem}); take another one</source>
        <translation>备份 {backup} 无法使用（{problem}）；请选用另一份</translation>
    </message>
    <message>
        <source>The folder for backups {folder} is not there; connect its disk, or choose another folder</source>
        <translation>备份文件夹 {folder} 不存在；请连接其磁盘，或另选一个文件夹</translation>
    </message>
    <message>
        <source>The backup could not take the store&apos;s place yet ({problem}). It is decided and is finished at the next start; what stood there is kept</source>
        <translation>备份尚未能取代数据库（{problem}）。此操作已确定，将在下次启动时完成；原有内容均予保留</translation>
    </message>
    <message>
        <source>No space is left on this computer; free some and try again. Nothing was lost</source>
        <translation>本机磁盘空间不足，请清理后重试。数据没有丢失</translation>
    </message>
    <message>
        <source>The store in {folder} cannot be written; give write permission and try again</source>
        <translation>无法写入 {folder} 中的数据库，请授予写权限后重试</translation>
    </message>
    <message>
        <source>Something went wrong in Bedside. What was saved is safe; the log has the place, without patient data</source>
        <translation>Bedside 出现错误。已保存的内容是安全的；日志记录了出错位置，不含患者数据</translation>
    </message>
</context>
<context>
    <name>MissingButton</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Missing: {items}</source>
        <translation>缺少：{items}</translation>
    </message>
    <message numerus="yes">
        <source>{missing}, and %n more</source>
        <translation>
            <numerusform>{missing}，另有 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>d MMM</source>
        <comment>date without year, as Qt&apos;s date pattern</comment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <comment>weekday and date without year, as Qt&apos;s date pattern</comment>
        <translation>M月d日 ddd</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes}分钟</translation>
    </message>
    <message>
        <source>{hours} h {minutes}</source>
        <comment>hours and minutes, as in 1 h 04</comment>
        <translation>{hours}小时{minutes}分</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days}天{hours}小时</translation>
    </message>
</context>
<context>
    <name>NamingPage</name>
    <message>
        <source>Show the pictures full screen</source>
        <translation>全屏显示图片</translation>
    </message>
</context>
<context>
    <name>NavigationBar</name>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Complete and save</source>
        <translation>完成并保存</translation>
    </message>
    <message>
        <source>Digits choose · Enter goes on</source>
        <translation>数字键选择 · 回车键继续</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>The list of failed sign-ins was changed outside Bedside. Tell the administrator.</source>
        <translation>登录失败记录曾在 Bedside 之外被更改。请告知管理员。</translation>
    </message>
    <message>
        <source>Failed sign-ins since you were here: {n}; the last on {when}</source>
        <translation>您上次登录以来的登录失败：{n} 次；最近一次 {when}</translation>
    </message>
</context>
<context>
    <name>OlderPage</name>
    <message>
        <source>Go on with this older copy?</source>
        <translation>以此较旧副本继续？</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Better: put the newer files back, or restore a newer backup. If neither can be found, the ward can go on with what stands there. The journal begins a new chain and keeps who decided it and why.</source>
        <translation>更好的做法：放回较新的文件，或恢复较新的备份。若两者都找不到，病房可用现有内容继续。日志将另起新链，并记录由谁决定及理由。</translation>
    </message>
</context>
<context>
    <name>OverrideForm</name>
    <message>
        <source>Your grade for {scale}, and why</source>
        <translation>您判定的 {scale} 分级及理由</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Reason, kept with the record</source>
        <translation>理由（随记录保存）</translation>
    </message>
    <message>
        <source>Keep the proposal</source>
        <translation>采用系统建议</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Time line</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>评估</translation>
    </message>
</context>
<context>
    <name>Patient</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>By</source>
        <translation>评估人</translation>
    </message>
    <message>
        <source>Worst</source>
        <comment>the worst since the check before</comment>
        <translation>最重</translation>
    </message>
    <message>
        <source>BP</source>
        <comment>blood pressure</comment>
        <translation>血压</translation>
    </message>
    <message>
        <source>Set by hand. Proposed was {grade}. Reason: {reason}</source>
        <translation>人工改定。系统建议为 {grade}。理由：{reason}</translation>
    </message>
    <message>
        <source>No fever needed: {drug} {time}, {span} before</source>
        <translation>无需发热：{time} 用 {drug}，评估前 {span}</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the items of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Was missing: {items}</source>
        <translation>当时缺少：{items}</translation>
    </message>
    <message>
        <source>Saved {recorded}</source>
        <translation>保存于 {recorded}</translation>
    </message>
    <message>
        <source>Was due {due}, saved {recorded}</source>
        <translation>应评估时间 {due}，保存于 {recorded}</translation>
    </message>
    <message>
        <source>{answer} (by {name})</source>
        <translation>{answer}（{name} 填写）</translation>
    </message>
    <message>
        <source>infusion</source>
        <translation>输注</translation>
    </message>
    <message>
        <source>limits not told</source>
        <translation>未提供正常值范围</translation>
    </message>
    <message>
        <source>limits {limits}</source>
        <translation>正常值范围 {limits}</translation>
    </message>
    <message>
        <source>no CTCAE term grades it by its number</source>
        <translation>没有 CTCAE 术语按其数值分级</translation>
    </message>
    <message>
        <source>{time} · 1 value · {author}</source>
        <translation>{time} · 1 项 · {author}</translation>
    </message>
    <message>
        <source>{time} · {n} values · {author}</source>
        <translation>{time} · {n} 项 · {author}</translation>
    </message>
    <message>
        <source>Without a grade: {values}</source>
        <translation>无分级：{values}</translation>
    </message>
    <message>
        <source>Day</source>
        <comment>after infusion</comment>
        <translation>天数</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>正常值范围</translation>
    </message>
    <message>
        <source>Grades</source>
        <translation>分级</translation>
    </message>
    <message>
        <source>worst since the check before: {grades}</source>
        <translation>上一次评估以来最重：{grades}</translation>
    </message>
    <message>
        <source>grade set by hand</source>
        <translation>人工改定分级</translation>
    </message>
    <message>
        <source>two versions</source>
        <translation>两个版本</translation>
    </message>
    <message>
        <source>written {span} late</source>
        <translation>补录，晚 {span}</translation>
    </message>
    <message>
        <source>CRS since {began}, worst {worst}</source>
        <translation>CRS 自 {began} 起，最重 {worst} 级</translation>
    </message>
    <message>
        <source>CRS {began} to {ended}, worst {worst}</source>
        <translation>CRS {began} 至 {ended}，最重 {worst} 级</translation>
    </message>
    <message>
        <source>Bed {bed}</source>
        <translation>{bed} 床</translation>
    </message>
    <message>
        <source>%n years</source>
        <translation>%n 岁</translation>
    </message>
    <message>
        <source>no infusion recorded</source>
        <translation>未记录输注</translation>
    </message>
    <message>
        <source>{span} since infusion</source>
        <translation>输注后 {span}</translation>
    </message>
    <message>
        <source>infusion planned for {moment}</source>
        <translation>计划输注时间 {moment}</translation>
    </message>
    <message>
        <source>No check due</source>
        <translation>无待做评估</translation>
    </message>
    <message>
        <source>Check overdue {span}</source>
        <translation>评估逾期 {span}</translation>
    </message>
    <message>
        <source>Next check in {span}</source>
        <translation>下次评估 {span}后</translation>
    </message>
    <message>
        <source>Next check {moment}</source>
        <translation>下次评估 {moment}</translation>
    </message>
    <message>
        <source>{name} has the check in hand, last answer {time}</source>
        <translation>{name} 正在进行该检查，最后一答 {time}</translation>
    </message>
    <message>
        <source>Open check by {name}, last answer {time}</source>
        <translation>{name} 的评估进行中，末次作答 {time}</translation>
    </message>
    <message>
        <source>BP {figure}</source>
        <comment>blood pressure</comment>
        <translation>血压 {figure}</translation>
    </message>
    <message>
        <source>worst {grades}</source>
        <translation>最重 {grades}</translation>
    </message>
    <message>
        <source>last check {time}</source>
        <translation>上次评估 {time}</translation>
    </message>
</context>
<context>
    <name>PatientActions</name>
    <message>
        <source>Record treatment</source>
        <translation>记录用药</translation>
    </message>
    <message>
        <source>&amp;Adverse event</source>
        <translation>不良事件(&amp;A)</translation>
    </message>
    <message>
        <source>Adverse event</source>
        <translation>不良事件</translation>
    </message>
    <message>
        <source>&amp;Laboratory</source>
        <translation>检验(&amp;L)</translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation>检验</translation>
    </message>
    <message>
        <source>Confirm infusion</source>
        <translation>确认输注</translation>
    </message>
    <message>
        <source>Continue check</source>
        <translation>继续评估</translation>
    </message>
    <message>
        <source>Take over check…</source>
        <translation>接手检查…</translation>
    </message>
    <message>
        <source>Start check</source>
        <translation>开始评估</translation>
    </message>
</context>
<context>
    <name>PatientHead</name>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Back to the board</source>
        <translation>返回看板</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>{name} (you)</source>
        <translation>{name}（您）</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Has access</source>
        <translation>有权限</translation>
    </message>
    <message>
        <source>Access ended</source>
        <translation>权限已结束</translation>
    </message>
    <message>
        <source>Access ended {moment}</source>
        <translation>权限已于 {moment} 结束</translation>
    </message>
    <message>
        <source>Has never signed in on this device</source>
        <translation>从未在此设备上登录</translation>
    </message>
    <message>
        <source>Last signed in {moment}</source>
        <translation>上次登录 {moment}</translation>
    </message>
    <message>
        <source>Delegated now: {tasks}</source>
        <translation>当前授权：{tasks}</translation>
    </message>
    <message>
        <source>Cannot open the store on this device: there is no key</source>
        <translation>无法在此设备上打开数据库：没有密钥</translation>
    </message>
    <message>
        <source>Locked out after wrong passwords, for another {minutes} min</source>
        <translation>密码多次错误，已锁定，还需 {minutes} 分钟</translation>
    </message>
    <message>
        <source>Has a temporary password; must choose another at sign-in</source>
        <translation>使用临时密码；登录时须另设密码</translation>
    </message>
    <message>
        <source>Came with the program or as a file; no amendment is in force</source>
        <translation>随程序或以文件提供；没有生效的修订</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>Read and approve…</source>
        <translation>阅读并批准…</translation>
    </message>
    <message>
        <source>Checksum {start}…</source>
        <translation>校验和 {start}…</translation>
    </message>
    <message>
        <source>Proposed, not approved</source>
        <translation>已提议，未批准</translation>
    </message>
    <message>
        <source>Approved, to come</source>
        <translation>已批准，尚未生效</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>已被取代</translation>
    </message>
    <message>
        <source>Binds nobody</source>
        <translation>不具效力</translation>
    </message>
    <message>
        <source>Proposed by {name}, {moment}: {reason}</source>
        <translation>由 {name} 于 {moment} 提议：{reason}</translation>
    </message>
    <message>
        <source>Holds from {moment}, not before it is approved</source>
        <translation>自 {moment} 起生效，且不早于批准之时</translation>
    </message>
    <message>
        <source>Approved and signed by {name}, {moment}</source>
        <translation>由 {name} 于 {moment} 批准并签署</translation>
    </message>
    <message>
        <source>The site may take its first patient from {moment}</source>
        <translation>本中心自 {moment} 起可收治首位患者</translation>
    </message>
    <message>
        <source>The signature is not that of the person it names</source>
        <translation>签名并非其所称之人的签名</translation>
    </message>
    <message>
        <source>This program cannot read its text</source>
        <translation>本程序无法读取其内容</translation>
    </message>
    <message>
        <source>Changes no setting of the protocol in use</source>
        <translation>未更改现行方案的任何设置</translation>
    </message>
    <message>
        <source>{setting}: new, {new}</source>
        <translation>{setting}：新增，{new}</translation>
    </message>
    <message>
        <source>{setting}: {old} is left out</source>
        <translation>{setting}：删去 {old}</translation>
    </message>
    <message>
        <source>{setting}: from {old} to {new}</source>
        <translation>{setting}：由 {old} 改为 {new}</translation>
    </message>
    <message>
        <source>To come</source>
        <translation>尚未开始</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已失效</translation>
    </message>
    <message>
        <source>Delegated by {name}</source>
        <translation>授权人：{name}</translation>
    </message>
    <message>
        <source>End…</source>
        <translation>终止…</translation>
    </message>
    <message>
        <source>Recording checks and treatments</source>
        <translation>记录检查与治疗</translation>
    </message>
    <message>
        <source>Confirming grades</source>
        <translation>确认级别</translation>
    </message>
    <message>
        <source>Signing</source>
        <translation>签署</translation>
    </message>
    <message>
        <source>Approving protocol amendments</source>
        <translation>批准方案修订</translation>
    </message>
    <message>
        <source>Redacting entries</source>
        <translation>遮盖条目</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>date with year, as Qt&apos;s date pattern</comment>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>From {start}, until it is ended</source>
        <translation>自 {start} 起，直到终止为止</translation>
    </message>
    <message>
        <source>From {start} until {end}</source>
        <translation>自 {start} 至 {end}</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between things in a line</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>a protocol file that can be read</source>
        <translation>可读取的方案文件</translation>
    </message>
</context>
<context>
    <name>PeopleForm</name>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>This password was set for you by somebody else. Choose one that only you know; then you are in.</source>
        <translation>此密码由他人为您设置。请选择只有您知道的密码，然后即可进入。</translation>
    </message>
    <message>
        <source>At least 10 characters; several words are best</source>
        <translation>至少 10 个字符，最好由多个词组成</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New password once more</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>Who is at the desk?</source>
        <translation>由谁操作？</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Change it and sign in</source>
        <translation>更改并登录</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
</context>
<context>
    <name>PeoplePresenter</name>
    <message>
        <source>Add a person…</source>
        <translation>添加人员…</translation>
    </message>
    <message>
        <source>Everybody who can or could sign in at this site. Nobody is ever removed from the list.</source>
        <translation>所有能够或曾经能够在本中心登录的人。任何人都不会从此列表中移除。</translation>
    </message>
    <message>
        <source>Delegate a task…</source>
        <translation>授权任务…</translation>
    </message>
    <message>
        <source>Who was given to do what, from when until when. Lines that are over stay.</source>
        <translation>谁被授权做什么，从何时到何时。已失效的行仍保留。</translation>
    </message>
    <message>
        <source>Nothing has been delegated yet.</source>
        <translation>尚无授权。</translation>
    </message>
    <message>
        <source>Propose an amendment…</source>
        <translation>提议修订…</translation>
    </message>
    <message>
        <source>The rules of the trial at this site: proposed by one person, approved and signed by another.</source>
        <translation>本中心的试验规则：由一人提议，另一人批准并签署。</translation>
    </message>
</context>
<context>
    <name>PeopleScreen</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>People and tasks</source>
        <translation>人员与任务</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Delegation log</source>
        <translation>授权日志</translation>
    </message>
    <message>
        <source>Trial protocol</source>
        <translation>试验方案</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
</context>
<context>
    <name>PersonPage</name>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Shown here only. Tell it in person; at the first sign-in a password of their own is chosen.</source>
        <translation>仅在此处显示。请当面告知；首次登录时须设置自己的密码。</translation>
    </message>
    <message>
        <source>Temporary password</source>
        <translation>临时密码</translation>
    </message>
    <message>
        <source>Suggest one</source>
        <translation>建议一个</translation>
    </message>
</context>
<context>
    <name>PictureViewer</name>
    <message>
        <source>Picture to name</source>
        <translation>命名图片</translation>
    </message>
    <message>
        <source>Back to the check</source>
        <translation>返回评估</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>下一张</translation>
    </message>
</context>
<context>
    <name>ProposalsView</name>
    <message>
        <source>Proposed grades</source>
        <translation>建议的分级</translation>
    </message>
    <message>
        <source>Nothing is proposed yet: a grade needs a value and its unit.</source>
        <translation>尚无建议：分级需要数值和单位。</translation>
    </message>
    <message>
        <source>Grade 0 by every term: {analytes}</source>
        <translation>按所有术语均为 0 级：{analytes}</translation>
    </message>
</context>
<context>
    <name>Propose</name>
    <message>
        <source>Proposed; it holds once an investigator has approved it</source>
        <translation>已提议；经研究者批准后生效</translation>
    </message>
</context>
<context>
    <name>ProposeForm</name>
    <message>
        <source>Trial protocol</source>
        <translation>试验方案</translation>
    </message>
    <message>
        <source>Propose an amendment</source>
        <translation>提议修订</translation>
    </message>
    <message>
        <source>Protocol file</source>
        <translation>方案文件</translation>
    </message>
    <message>
        <source>The whole protocol as amended, a .toml file</source>
        <translation>修订后的完整方案，.toml 文件</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Year-month-day, for example 2026-11-22.</source>
        <translation>年-月-日，例如 2026-11-22。</translation>
    </message>
    <message>
        <source>{example} Empty: as soon as it is approved</source>
        <translation>{example}留空：批准后即生效</translation>
    </message>
    <message>
        <source>Holds from</source>
        <translation>生效日期</translation>
    </message>
    <message>
        <source>{example} Empty: as until now</source>
        <translation>{example}留空：维持现状</translation>
    </message>
    <message>
        <source>The site may take its first patient from</source>
        <translation>本中心可收治首位患者的日期</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>For example the number of the amendment</source>
        <translation>例如修订编号</translation>
    </message>
    <message>
        <source>Show what changes</source>
        <translation>显示更改内容</translation>
    </message>
    <message>
        <source>Propose this amendment</source>
        <translation>提议此修订</translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <source>These and no others</source>
        <translation>只有这些</translation>
    </message>
</context>
<context>
    <name>ReadingsView</name>
    <message>
        <source>The time line as a table, newest first</source>
        <translation>时间轴表格，最新的在前</translation>
    </message>
</context>
<context>
    <name>RekeyForm</name>
    <message>
        <source>New store key</source>
        <translation>更换存储密钥</translation>
    </message>
    <message>
        <source>Give the store a new key</source>
        <translation>为数据存储更换密钥</translation>
    </message>
    <message>
        <source>Whoever copied the store and learned its key can read nothing that is written from then on. Everybody keeps their password, and recovery codes stay good.</source>
        <translation>此后写入的内容，曾复制存储并得知旧密钥的人无法读取。每个人的密码不变，恢复码仍然有效。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>ReportForm</name>
    <message>
        <source>Report a problem</source>
        <translation>报告问题</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Say what you did, what happened, and what you had expected. No names of patients: the report goes to the trial office with everything else.</source>
        <translation>请说明您做了什么、发生了什么、您原本期望什么。请勿写患者姓名：报告会随其他内容送往试验办公室。</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>出了什么问题</translation>
    </message>
</context>
<context>
    <name>Restore</name>
    <message>
        <source>{name}: cannot be used ({problem})</source>
        <translation>{name}：无法使用（{problem}）</translation>
    </message>
    <message>
        <source>{moment}, {ago} ago · {n} entries · site {site} · made by {by}</source>
        <translation>{moment}，{ago}前 · {n} 个条目 · 中心 {site} · 由 {by} 备份</translation>
    </message>
    <message>
        <source>The ward goes on with what had been recorded up to {day} {time}: {n} entries.</source>
        <translation>病房将以 {day} {time} 之前的记录继续：{n} 个条目。</translation>
    </message>
    <message>
        <source>Nothing is deleted: the files that stand there now are moved aside and kept.</source>
        <translation>不会删除任何内容：现有文件移到一旁保留。</translation>
    </message>
    <message>
        <source>What was recorded later is not in the backup, and nothing has been sent yet: write it down again from the ward&apos;s papers.</source>
        <translation>之后的记录不在备份中，也尚未发送：请根据病房纸质资料补录。</translation>
    </message>
    <message>
        <source>A backup takes the place of what is on this computer; what stands there now is kept beside it.</source>
        <translation>备份将取代本机上的内容；现有内容保留在旁边。</translation>
    </message>
    <message>
        <source>How many entries the older copy lacks is not known.</source>
        <translation>较旧副本缺少多少条目尚不清楚。</translation>
    </message>
    <message>
        <source>The older copy that stands there now lacks {n} entries.</source>
        <translation>现有的较旧副本缺少 {n} 个条目。</translation>
    </message>
    <message>
        <source>The backup stands in its place: {n} entries.</source>
        <translation>备份已就位：{n} 个条目。</translation>
    </message>
    <message>
        <source>What stood there before is kept beside it: {name}.</source>
        <translation>原有内容保留在旁边：{name}。</translation>
    </message>
    <message>
        <source>The backup is older than the store&apos;s last key: whoever lost access since then may have it again. End it again and make a new key on the page State of this device.</source>
        <translation>此备份早于数据库最近一次更换密钥：此后被终止权限的人可能又能进入。请再次终止其权限，并在“设备状态”页面更换密钥。</translation>
    </message>
    <message>
        <source>Sign in and look at the last checks of every patient.</source>
        <translation>请登录并查看每位患者最近的评估。</translation>
    </message>
    <message>
        <source>The ward goes on with the older copy; the journal says so, and why. Sign in now.</source>
        <translation>病房以较旧副本继续；日志已记录此事及理由。请登录。</translation>
    </message>
    <message>
        <source>There is no backup in this folder. Choose another one.</source>
        <translation>此文件夹中没有备份。请另选一个。</translation>
    </message>
    <message>
        <source>Restoring: {done} of {of} MB</source>
        <translation>正在恢复：{done} / {of} MB</translation>
    </message>
</context>
<context>
    <name>RestoreForm</name>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>Sign out and go on</source>
        <translation>退出登录并继续</translation>
    </message>
    <message>
        <source>A backup takes the place of what this device holds now; what stands there is moved aside and kept. You are signed out first, then choose the backup and say why. Back up now before you begin.</source>
        <translation>备份将取代本设备现有内容；现有内容移到一旁保留。您会先退出登录，然后选择备份并说明理由。开始前请先立即备份。</translation>
    </message>
</context>
<context>
    <name>RestorePresenter</name>
    <message>
        <source>Needed: a folder</source>
        <translation>需要：一个文件夹</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>必填</translation>
    </message>
</context>
<context>
    <name>ReviewForm</name>
    <message>
        <source>Audit trail</source>
        <translation>稽查轨迹</translation>
    </message>
    <message>
        <source>Reviewed by me</source>
        <translation>我已审阅</translation>
    </message>
    <message>
        <source>Say that I reviewed them</source>
        <translation>声明我已审阅</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>发现了什么</translation>
    </message>
    <message>
        <source>For instance: nothing unusual</source>
        <translation>例如：无异常</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Whom to tell</source>
        <translation>通知对象</translation>
    </message>
</context>
<context>
    <name>Roles</name>
    <message>
        <source>Nurse</source>
        <translation>护士</translation>
    </message>
    <message>
        <source>Investigator</source>
        <translation>研究者</translation>
    </message>
    <message>
        <source>Coordinator</source>
        <translation>研究协调员</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>监查员</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Which event? Type a term, an abbreviation or how it is called on the ward.</source>
        <translation>是什么事件？可输入术语、缩写或病房里的叫法。</translation>
    </message>
    <message>
        <source>Reading the terms…</source>
        <translation>正在读取术语…</translation>
    </message>
    <message>
        <source>Recently used and of special interest</source>
        <translation>最近用过和特别关注的术语</translation>
    </message>
    <message>
        <source>No term is called like that.</source>
        <translation>没有这样的术语。</translation>
    </message>
    <message>
        <source>No term is called like that. Try another word, or record it as &apos;Other, specify&apos; of its organ:</source>
        <translation>没有这样的术语。请换个词，或按所属器官系统的“其他”记录：</translation>
    </message>
</context>
<context>
    <name>SessionNotices</name>
    <message>
        <source>This computer&apos;s clock was put {direction} by {minutes} min. Is {time} right?</source>
        <translation>本机时钟被{direction}了 {minutes} 分钟。{time} 对吗？</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>拨快</translation>
    </message>
    <message>
        <source>back</source>
        <translation>拨慢</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Trial</source>
        <translation>试验</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Version of CTCAE</source>
        <translation>CTCAE 版本</translation>
    </message>
    <message>
        <source>Clinical thresholds</source>
        <translation>临床阈值</translation>
    </message>
    <message>
        <source>Findings whose cause was not stated</source>
        <translation>未说明原因的所见</translation>
    </message>
    <message>
        <source>When an episode has ended</source>
        <translation>发作何时结束</translation>
    </message>
    <message>
        <source>Tocilizumab</source>
        <translation>托珠单抗</translation>
    </message>
    <message>
        <source>When checks are due</source>
        <translation>检查何时到期</translation>
    </message>
    <message>
        <source>Whom to call</source>
        <translation>呼叫对象</translation>
    </message>
    <message>
        <source>Endpoints</source>
        <translation>终点</translation>
    </message>
    <message>
        <source>Values that are asked about</source>
        <translation>需追问的数值</translation>
    </message>
    <message>
        <source>Adverse events</source>
        <translation>不良事件</translation>
    </message>
    <message>
        <source>Haematotoxicity</source>
        <translation>血液学毒性</translation>
    </message>
    <message>
        <source>IEC-HS grading</source>
        <translation>IEC-HS 分级</translation>
    </message>
    <message>
        <source>Late neurotoxicity</source>
        <translation>迟发神经毒性</translation>
    </message>
    <message>
        <source>Sign-in and locking</source>
        <translation>登录与锁定</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
</context>
<context>
    <name>SeveralBlock</name>
    <message>
        <source>Yes, which?</source>
        <translation>是，哪些？</translation>
    </message>
</context>
<context>
    <name>SignInPresenter</name>
    <message>
        <source>Needed</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>At least {n} characters</source>
        <translation>至少 {n} 个字符</translation>
    </message>
    <message>
        <source>The two passwords differ</source>
        <translation>两次输入的密码不一致</translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>CRS and ICANS checks after CAR-T infusion</source>
        <translation>CAR-T 输注后的 CRS 与 ICANS 评估</translation>
    </message>
    <message>
        <source>Opening the ward</source>
        <translation>正在打开病区</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>Making a synthetic ward…</source>
        <translation>正在生成演示病区…</translation>
    </message>
    <message>
        <source>Opening this ward&apos;s store…</source>
        <translation>正在打开本病区数据库…</translation>
    </message>
</context>
<context>
    <name>SoFarPanel</name>
    <message>
        <source>So far</source>
        <translation>目前</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>为何？</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>here</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>answered in part</source>
        <translation>部分完成</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>待完成</translation>
    </message>
    <message>
        <source>nothing to ask</source>
        <translation>无需询问</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
</context>
<context>
    <name>StrokesBlock</name>
    <message>
        <source>Last check</source>
        <translation>上次评估</translation>
    </message>
    <message>
        <source>Clear the sheet</source>
        <translation>清除笔迹</translation>
    </message>
</context>
<context>
    <name>TakeOverForm</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接手</translation>
    </message>
    <message>
        <source>Why do you take it over?</source>
        <translation>为什么接手？</translation>
    </message>
    <message>
        <source>Stays in the audit trail with both names</source>
        <translation>连同双方姓名保留在稽查轨迹中</translation>
    </message>
</context>
<context>
    <name>TakeOverPresenter</name>
    <message>
        <source>{name} has this check in hand since {since}. Answers so far: {count}, the last at {last}</source>
        <translation>{name} 自 {since} 起正在进行此检查。已答 {count} 项，最后一答 {last}</translation>
    </message>
    <message>
        <source>Every answer stays under the name of whoever gave it. {name} can give no more answers to this check and is told so. If {name} is at the bed, go back.</source>
        <translation>每项回答仍归回答者名下。{name} 将不能再为此检查作答，并会得到提示。如果 {name} 就在床边，请返回。</translation>
    </message>
    <message>
        <source>Check of {subject}</source>
        <translation>{subject} 的检查</translation>
    </message>
</context>
<context>
    <name>TermHead</name>
    <message>
        <source>draft wording, not yet approved</source>
        <translation>措辞为草稿，尚未批准</translation>
    </message>
</context>
<context>
    <name>TermPage</name>
    <message>
        <source>The grade so far, and what each grade means</source>
        <translation>目前的级别与各级别的含义</translation>
    </message>
    <message>
        <source>Nothing else is asked: what is not known leaves the grade open.</source>
        <translation>没有其他问题：不清楚之处使级别不能确定。</translation>
    </message>
    <message>
        <source>Nothing else is asked.</source>
        <translation>没有其他问题。</translation>
    </message>
</context>
<context>
    <name>TimeField</name>
    <message>
        <source>hh:mm</source>
        <translation>hh:mm</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
</context>
<context>
    <name>TimeLine</name>
    <message>
        <source>Time line of temperature, grades, ICE and treatments</source>
        <translation>体温、分级、ICE 与用药的时间轴</translation>
    </message>
    <message>
        <source>Nothing is recorded yet</source>
        <translation>尚无记录</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>‹ Board</source>
        <translation>‹ 看板</translation>
    </message>
    <message>
        <source>Back to the board; the draft is kept</source>
        <translation>返回看板；草稿会保留</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>交接</translation>
    </message>
    <message>
        <source>Hand this check over: whoever comes next may go on with it</source>
        <translation>交接此检查：下一位可直接继续</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>重新保存</translation>
    </message>
</context>
<context>
    <name>Treatment</name>
    <message>
        <source>Antipyretic</source>
        <translation>退热药</translation>
    </message>
    <message>
        <source>Tocilizumab</source>
        <translation>托珠单抗</translation>
    </message>
    <message>
        <source>Siltuximab</source>
        <translation>司妥昔单抗</translation>
    </message>
    <message>
        <source>Anakinra</source>
        <translation>阿那白滞素</translation>
    </message>
    <message>
        <source>Steroid</source>
        <translation>糖皮质激素</translation>
    </message>
    <message>
        <source>Vasopressor</source>
        <translation>血管加压药</translation>
    </message>
    <message>
        <source>Oxygen</source>
        <translation>氧气</translation>
    </message>
    <message>
        <source>Anti-infective</source>
        <translation>抗感染药</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>tocilizumab</source>
        <translation>托珠单抗</translation>
    </message>
    <message>
        <source>siltuximab</source>
        <translation>司妥昔单抗</translation>
    </message>
    <message>
        <source>anakinra</source>
        <translation>阿那白滞素</translation>
    </message>
    <message>
        <source>paracetamol</source>
        <translation>对乙酰氨基酚</translation>
    </message>
    <message>
        <source>ibuprofen</source>
        <translation>布洛芬</translation>
    </message>
    <message>
        <source>metamizole</source>
        <translation>安乃近</translation>
    </message>
    <message>
        <source>dexamethasone</source>
        <translation>地塞米松</translation>
    </message>
    <message>
        <source>methylprednisolone</source>
        <translation>甲泼尼龙</translation>
    </message>
    <message>
        <source>hydrocortisone</source>
        <translation>氢化可的松</translation>
    </message>
    <message>
        <source>norepinephrine</source>
        <translation>去甲肾上腺素</translation>
    </message>
    <message>
        <source>epinephrine</source>
        <translation>肾上腺素</translation>
    </message>
    <message>
        <source>vasopressin</source>
        <translation>血管加压素</translation>
    </message>
    <message>
        <source>phenylephrine</source>
        <translation>去氧肾上腺素</translation>
    </message>
    <message>
        <source>by mouth</source>
        <translation>口服</translation>
    </message>
    <message>
        <source>into a vein</source>
        <translation>静脉</translation>
    </message>
    <message>
        <source>under the skin</source>
        <translation>皮下</translation>
    </message>
    <message>
        <source>into a muscle</source>
        <translation>肌肉</translation>
    </message>
    <message>
        <source>rectal</source>
        <translation>直肠</translation>
    </message>
    <message>
        <source>inhaled</source>
        <translation>吸入</translation>
    </message>
    <message>
        <source>another way</source>
        <translation>其他途径</translation>
    </message>
    <message>
        <source>units</source>
        <translation>单位</translation>
    </message>
</context>
<context>
    <name>TreatmentForm</name>
    <message>
        <source>Patient</source>
        <translation>患者</translation>
    </message>
    <message>
        <source>Save treatment</source>
        <translation>保存用药</translation>
    </message>
    <message>
        <source>Record treatment · {patient}</source>
        <translation>记录用药 · {patient}</translation>
    </message>
    <message>
        <source>What was given?</source>
        <translation>用了什么药？</translation>
    </message>
    <message>
        <source>Name of the drug</source>
        <translation>药名</translation>
    </message>
    <message>
        <source>Dose</source>
        <translation>剂量</translation>
    </message>
    <message>
        <source>A number, for example 8 or 0.1</source>
        <translation>数字，例如 8 或 0.1</translation>
    </message>
    <message>
        <source>Unit of the dose</source>
        <translation>剂量单位</translation>
    </message>
    <message>
        <source>How was it given?</source>
        <translation>给药途径？</translation>
    </message>
    <message>
        <source>When was it given?</source>
        <translation>给药时间？</translation>
    </message>
    <message>
        <source>Note (may be left out)</source>
        <translation>备注（可不填）</translation>
    </message>
</context>
<context>
    <name>TreatmentPresenter</name>
    <message>
        <source>Recorded: {name} {dose}, {time}</source>
        <translation>已记录：{name} {dose}，{time}</translation>
    </message>
</context>
<context>
    <name>UserMenu</name>
    <message>
        <source>Signed in: {name}</source>
        <translation>已登录：{name}</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>夜间</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Language · 语言</source>
        <translation>Language · 语言</translation>
    </message>
</context>
<context>
    <name>ValueCard</name>
    <message>
        <source>What was measured?</source>
        <translation>测的是什么？</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
</context>
<context>
    <name>Verifying</name>
    <message>
        <source>The store does not hold: {fault}</source>
        <translation>数据存储验证未通过：{fault}</translation>
    </message>
    <message>
        <source>The store could not be verified: {reason}. It is tried again</source>
        <translation>无法验证数据存储：{reason}。将再次尝试</translation>
    </message>
</context>
<context>
    <name>WaitingNotice</name>
    <message>
        <source>The store is free again; saving goes on</source>
        <translation>数据库已恢复可用，继续保存</translation>
    </message>
    <message>
        <source>Another program (a virus scanner, a backup) holds the store: saving has waited for {seconds} s and goes on by itself. Nothing is lost</source>
        <translation>另一个程序（杀毒软件、备份）占用了数据库：保存已等待 {seconds} 秒，将自动继续。没有丢失任何内容</translation>
    </message>
</context>
<context>
    <name>Ward</name>
    <message>
        <source>The check of {subject} is handed over: whoever comes next may go on with it</source>
        <translation>{subject} 的检查已交接：下一位可直接继续</translation>
    </message>
    <message>
        <source>{subject} is on the ward</source>
        <translation>{subject} 已收入病区</translation>
    </message>
</context>
<context>
    <name>WorkLine</name>
    <message>
        <source>Break off</source>
        <translation>中止</translation>
    </message>
</context>
<context>
    <name>WorkPage</name>
    <message>
        <source>Restoring</source>
        <translation>正在恢复</translation>
    </message>
    <message>
        <source>Checking the backup…</source>
        <translation>正在检查备份…</translation>
    </message>
</context>
</TS>
