"""Shows and hides a part without the price that Qt puts on showing what is not on the screen yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def show_if(widget: QWidget, shown: bool) -> None:
    """Show `widget` if `shown`, else hide it.

    A part that was never hidden comes with its parent anyway. Showing it beforehand would style and lay out everything
    in it, and then again at each parent it is given: building a screen took four times as long.
    """
    if shown and not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
        return
    if widget.isHidden() == shown:
        widget.setVisible(shown)
