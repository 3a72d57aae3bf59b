"""The registration of this program at Microsoft, step by step, as an administrator does it once."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.ui.offices.question import Question
from mcsys_desktop.ui.style import style
from mcsys_desktop.ui.widgets import Button, Labelled, LineField, label, row

WIDTH = 640
PORTAL = "https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade"
STEPS = (
    N_("1. Open Microsoft's page and sign in as administrator of your Microsoft 365."),
    N_("2. Choose New registration. Name: MCSys. Accounts: in this organisational directory only."),
    N_(
        "3. Under Redirect URI choose “Public client/native (mobile & desktop)” and type"
        " http://localhost. Then choose Register."
    ),
    N_(
        "4. Choose API permissions, Add a permission, Microsoft Graph, Delegated permissions, and"
        " tick Mail.Send. Then choose Grant admin consent."
    ),
    N_("5. Go back to Overview, and copy the two numbers that stand there into the fields below."),
)


class Steps(Question):
    """``chosen`` (name, value) are the two numbers; then signing in and a test."""

    chosen = Signal(str, object)
    sign_in_wanted = Signal()
    test_wanted = Signal()

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(
            _("Mail by Microsoft 365"),
            _(
                "Microsoft wants to know which program sends. You register it once, for the whole"
                " office; it takes five minutes and costs nothing."
            ),
            parent,
        )
        self._settings = settings
        self.portal = Button(_("Open Microsoft's page"), "globe")
        self.client = LineField(settings.mail_client)
        self.tenant = LineField(settings.mail_tenant)
        self.sign_in = Button(_("6. Sign in at Microsoft"), "globe", "primary")
        self.test = Button(_("7. Send a test mail"), "mail")
        self.close_button = Button(_("Done"), kind="link")
        self._client = Labelled(_("Application (client) ID"), self.client)
        self._tenant = Labelled(_("Directory (tenant) ID"), self.tenant)
        self.add(row(self.portal, None))
        for step in STEPS:
            self.add(label(_(step), wrap=True))
        self.setFixedWidth(style().px(WIDTH))
        numbers = row(self._client, self._tenant, gap=12)
        numbers.setStretch(0, 1)
        numbers.setStretch(1, 1)
        for part in (
            numbers,
            row(self.sign_in, self.test, None),
            self.error,
            row(self.close_button, None),
        ):
            self.add(part)
        for button in (self.portal, self.test, self.close_button):
            button.setAutoDefault(False)
        self.portal.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(PORTAL)))
        self.sign_in.clicked.connect(self._on_sign_in)
        self.test.clicked.connect(self._on_test)
        self.close_button.clicked.connect(self._on_done)

    def say(self, sentence: str, *, bad: bool) -> None:
        """What came of signing in or of the test."""
        self.error.set_ink("bad" if bad else "text2")
        self.refuse(sentence)

    def _on_sign_in(self) -> None:
        if self._keep():
            self.say(_("Sign in in the browser that has opened."), bad=False)
            self.sign_in_wanted.emit()

    def _on_test(self) -> None:
        if self._keep():
            self.say(_("Sending…"), bad=False)
            self.test_wanted.emit()

    def _on_done(self) -> None:
        if self._keep():
            self.accept()

    def _keep(self) -> bool:
        """Keep both numbers; whether they could be."""
        for name, of in (("mail_client", self._client), ("mail_tenant", self._tenant)):
            field = of.field
            assert isinstance(field, LineField)  # noqa: S101  # as made above
            value = field.text().strip()
            try:
                self._settings.change(name, value)
            except UserError as error:
                of.show_error(str(error))
                return False
            self.chosen.emit(name, value)
        return True
