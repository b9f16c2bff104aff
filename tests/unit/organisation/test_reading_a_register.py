"""A register file: every spelling people use is read, every fault is told with its place."""

from datetime import date

import pytest

from kornhamn.kernel.period import Period
from kornhamn.organisation.rules.register import (
    AppointmentSaid,
    AuthoritySaid,
    Register,
    read_register,
)
from kornhamn.organisation.rules.register_faults import (
    FAULTS,
    RegisterBroken,
    RegisterColumnsMissing,
    RegisterColumnsUnknown,
    RegisterEmpty,
    RegisterNotText,
    RegisterRefused,
    RegisterRowTooLong,
    RegisterTooLarge,
)
from kornhamn.organisation.types import AuthorityKind, Role

HEADER = "kod;namn;slag;organisationsnummer;andra namn;roll;person;e-post;från;till\n"


def read(*rows: str, header: str = HEADER) -> Register:
    return read_register((header + "\n".join(rows)).encode())


def faults(*rows: str) -> set[tuple[int, str, str]]:
    return {(fault.row, fault.column, fault.code) for fault in read(*rows).faults}


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", RegisterEmpty),
        (b"\xef\xbb\xbf \n", RegisterColumnsMissing),
        (b"  \n ", RegisterEmpty),
        (b"PK\x03\x04\0\0", RegisterNotText),
        ("kod;namn".encode("utf-16"), RegisterNotText),
        (b"kod;\x81\x8d\n", RegisterNotText),
        (b"x" * (2 * 1024 * 1024 + 1), RegisterTooLarge),
        (b"kod;namn;slag\n", RegisterColumnsMissing),
        (b"kod;kod;namn;slag;orgnr\n", RegisterColumnsUnknown),
        (b"kod;namn;slag;orgnr;skostorlek\n", RegisterColumnsUnknown),
        (b'kod;namn;slag;orgnr\n"a;b;c;d\n', RegisterBroken),
        (b'kod;namn;slag;orgnr\n"a"b;c;d;e\n', RegisterBroken),
        (b"kod;namn;slag;orgnr\na;b;c;d;e\n", RegisterRowTooLong),
    ],
)
def test_a_file_that_is_no_register_is_refused_as_a_whole(
    content: bytes, error: type[RegisterRefused]
) -> None:
    with pytest.raises(error) as refused:
        read_register(content)
    assert type(refused.value) is error


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_it_is_read_in_every_usual_encoding_separator_and_line_end(
    encoding: str, separator: str, line_end: str
) -> None:
    text = "kod;namn;slag;organisationsnummer\naldre;Äldrenämnden;nämnd;212000-9994\n"
    text = text.replace(";", separator).replace("\n", line_end)
    assert read_register(text.encode(encoding)).authorities == (
        AuthoritySaid(2, "aldre", "Äldrenämnden", AuthorityKind.COMMITTEE, "2120009994"),
    )


@pytest.mark.parametrize(
    "header",
    [
        "Code;Name;Kind;Organisation number;Role;Person;E-mail;From;To",
        "KOD;Namn;Typ;Orgnr;Roll;Person;Epost;Fr.o.m.;T.o.m.",
        "kod;namn;slag;organisationsnummer;roll;person;e-post;från och med;till och med",
    ],
)
@pytest.mark.parametrize("role", ["Inköpsansvarig", "purchasing-responsible"])
def test_headers_and_roles_are_known_in_swedish_and_english(header: str, role: str) -> None:
    row = f"x;X AB;company;556999-0012;{role};Vera Berg;Vera@Kornhamn.example;2025-01-01;2025-12-31"
    register = read(row, header=header + "\n")
    period = Period(date(2025, 1, 1), date(2026, 1, 1))
    assert register.faults == ()
    assert register.appointments == (
        AppointmentSaid(2, Role.PURCHASING_RESPONSIBLE, "x", "vera@kornhamn.example", period),
    )


def test_every_role_and_kind_has_a_swedish_word() -> None:
    rows = [f";;;;;{role.value};A B;a{n}@x.se;2025-01-01;" for n, role in enumerate(Role)]
    assert {code for _, _, code in faults(*rows)} <= {"role-of-an-authority"}


def test_rows_of_one_authority_tell_it_together() -> None:
    register = read(
        "x;X AB;;;Xan | X i Kornhamn;;;;;", "x;;bolag;;;;;;;", "x;;;5569990012;;;;;;", ";;;;;;;;;"
    )
    assert register.faults == ()
    assert register.authorities == (
        AuthoritySaid(2, "x", "X AB", AuthorityKind.COMPANY, "5569990012", ("Xan", "X i Kornhamn")),
    )


def test_rows_of_one_authority_that_disagree_name_each_other() -> None:
    register = read("x;X AB;bolag;5569990012;;;;;;", "x;Y AB;bolag;5569990012;;;;;;")
    (fault,) = register.faults
    assert (fault.row, fault.column, fault.value, fault.code) == (
        3, "name", "Y AB", "said-differently",
    )  # fmt: skip
    assert fault.params == {"other": 2, "said": "X AB"}


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (";X AB;bolag;5569990012;;;;;;", "code", "code-missing"),
        ("a b;X AB;bolag;5569990012;;;;;;", "code", "code-not-readable"),
        ("åäö;X AB;bolag;5569990012;;;;;;", "code", "code-not-readable"),
        (f"x;{'X' * 201};bolag;5569990012;;;;;;", "name", "too-long"),
        ("x;X AB;förening;5569990012;;;;;;", "kind", "kind-unknown"),
        ("x;X AB;bolag;55699900;;;;;;", "organisation number", "number-not-readable"),
        ("x;X AB;bolag;5569990013;;;;;;", "organisation number", "number-mistyped"),
        ("x;X AB;bolag;8112289874;;;;;;", "organisation number", "number-personal"),
        ("x;;;;;;Vera;v@x.se;2025-01-01;", "role", "role-missing"),
        ("x;;;;;kejsare;Vera;v@x.se;2025-01-01;", "role", "role-unknown"),
        ("x;;;;;revisor;Vera;v@x.se;2025-01-01;", "role", "role-of-the-group"),
        (";;;;;inköpare;Vera;v@x.se;2025-01-01;", "code", "role-of-an-authority"),
        ("x;;;;;inköpare;Vera;;2025-01-01;", "e-mail", "email-missing"),
        ("x;;;;;inköpare;Vera;vera;2025-01-01;", "e-mail", "email-not-readable"),
        ("x;;;;;inköpare;Vera;v@x.se;;", "from", "date-missing"),
        ("x;;;;;inköpare;Vera;v@x.se;1/2 2025;", "from", "date-not-readable"),
        ("x;;;;;inköpare;Vera;v@x.se;2025-02-29;", "from", "date-not-readable"),
        ("x;;;;;inköpare;Vera;v@x.se;2025-W01-1;", "from", "date-not-readable"),
        ("x;;;;;inköpare;Vera;v@x.se;2025-02-01;2025-01-31", "to", "ends-before-it-starts"),
        (";;;;;;;;2025-01-01;", "code", "empty-row"),
    ],
)
def test_each_fault_is_told_with_its_row_and_column(row: str, column: str, code: str) -> None:
    assert (2, column, code) in faults(row)


def test_all_faults_of_a_file_are_told_at_once() -> None:
    found = faults("x;X AB;förening;1;;kejsare;Vera;vera;i går;", ";Y;;;;;;;;")
    assert {(row, column) for row, column, _ in found} == {
        (2, "kind"), (2, "organisation number"), (2, "role"), (2, "e-mail"), (2, "from"),
        (3, "code"),
    }  # fmt: skip


def test_a_personal_number_is_not_repeated() -> None:
    (fault,) = read("x;X AB;bolag;8112289874;;;;;;").faults
    assert fault.value == "811228-****"


def test_every_fault_has_a_reason_and_a_remedy_whose_holes_are_filled() -> None:
    register = read("x;;;;;kejsare;Vera;v@x.se;2025-02-01;2025-01-31", f"{'y' * 61};Y;;;;;;;;")
    for fault in register.faults:
        assert fault.reason % fault.params
        assert "%(" not in fault.remedy % fault.params
    assert all(reason and remedy for reason, remedy in FAULTS.values())
