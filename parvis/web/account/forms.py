"""The forms of accounts. Their sentences are those that the person reads."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from parvis.foundation.contacts import InvalidContact, normalise_email
from parvis.people.models import Account


class Form(forms.Form):
    """A form whose fields look like the house's."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"


class EmailField(forms.CharField):
    """An address as people type it."""

    widget = forms.EmailInput

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return normalise_email(typed)
        except InvalidContact as error:
            raise forms.ValidationError(
                _("This address is not complete. It looks like: camille@example.fr.")
            ) from error


class LogIn(Form):
    """E-mail and password of an agent."""

    email = EmailField(
        label=_("E-mail address"),
        error_messages={"required": _("Type your e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "username webauthn"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        error_messages={"required": _("Type your password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class Code(Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        error_messages={"required": _("Type the code that your app shows.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )


class Address(Form):
    """An address to which a link is sent."""

    email = EmailField(
        label=_("E-mail address"),
        error_messages={"required": _("Type your e-mail address.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class NewPassword(Form):
    """A password chosen twice."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 12 characters. Four words in a row make a good one."),
        error_messages={"required": _("Choose a password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password, once more"),
        strip=False,
        error_messages={"required": _("Type the password once more.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account: Account, **options: Any) -> None:
        super().__init__(*args, **options)
        self.account = account

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.account)
        return password

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "password" in given and given.get("again") not in (None, given["password"]):
            self.add_error("again", _("The two passwords are not the same. Type them again."))
        return given


class ChangePassword(NewPassword):
    """A new password, under the old one."""

    current = forms.CharField(
        label=_("Current password"),
        strip=False,
        error_messages={"required": _("Type your current password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("current", "password", "again")


class KeyName(Form):
    """The name by which its owner knows a passkey."""

    name = forms.CharField(
        label=_("Name of this passkey"),
        max_length=40,
        error_messages={"required": _("Give this passkey a name.")},
        help_text=_("For example: work computer, phone."),
    )
