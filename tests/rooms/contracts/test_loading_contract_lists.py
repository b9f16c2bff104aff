"""A contract list loads with every row accounted for, once, and is undone as a whole."""

import io
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File
from tests.people import Group, People, actor_of, appoint, person

from kornhamn.contracts.actions import (
    lapse_options,
    list_source_named,
    load_list,
    look_at_list,
    receive_list,
    terminate_contract,
    undo_list,
    use_option,
)
from kornhamn.contracts.lists.refusals import (
    ListEmpty,
    ListLoadedBefore,
    ListMappingIncomplete,
    ListNotOpen,
    ListTooLong,
)
from kornhamn.contracts.models import (
    Contract,
    ContractListLoad,
    ContractListRow,
    ContractOption,
)
from kornhamn.contracts.types import ContractState, ListState, RowOutcome
from kornhamn.jobs.demo.contract_list import Seller, contract_list, write_list
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.types import SYSTEM, Actor, Role

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
HEADER = (
    "Dnr;Avtal;Nämnd;Leverantör;Orgnr;Delområde;Rang;Startdatum;Slutdatum;Option;Tak;CPV;Ramavtal;"
    "Avropsberättigade;Avtalsansvarig"
)
ROW = (
    "D1;IT-konsulter;Utbildningsnämnden;Konsult AB;5560000167;;;2025-01-01;2026-12-31;1+1;2 Mkr;"
    "72000000;ja;Samtliga;"
)


def received(*lines: str, name: str = "avtal.csv", by: Actor = SYSTEM) -> ContractListLoad:
    text = "\n".join([HEADER, *lines]) + "\n"
    source = list_source_named("Avtalsdatabasen", by=by, at=AT)
    return receive_list(ContentFile(text.encode()), name, source=source, by=by, at=AT)


def loaded(*lines: str, name: str = "avtal.csv", by: Actor = SYSTEM) -> ContractListLoad:
    load = received(*lines, name=name, by=by)
    _, proposal = look_at_list(load)
    return load_list(load, proposal.mapping, by=by, at=AT, on=ON)


def codes(load: ContractListLoad, row: int) -> list[str]:
    return [code for _, _, code in ContractListRow.objects.get(load=load, row=row).remarks]


def test_a_row_becomes_a_contract_with_all_it_says(group: Group) -> None:
    load = loaded(ROW)
    contract = Contract.objects.get()
    assert (contract.reference, contract.title) == ("D1", "IT-konsulter")
    assert contract.authority == group.education
    assert (contract.period.lower, contract.last_day) == (date(2025, 1, 1), date(2026, 12, 31))
    assert (contract.ceiling_ore, contract.is_framework) == (200_000_000, True)
    assert contract.for_the_group
    assert contract.state == ContractState.IN_FORCE
    assert [o.last_day for o in contract.options.all()] == [date(2027, 12, 31), date(2028, 12, 31)]
    assert contract.parties.get().supplier.organisation_number == "5560000167"
    assert contract.origin["row"] == 2
    assert (load.rows_read, load.rows_loaded) == (1, 1)
    assert codes(load, 2) == ["option.notice-assumed"]


def test_lots_and_parties_of_one_contract_are_joined(group: Group) -> None:
    load = loaded(
        ROW.replace(";;;2025", ";A;1;2025"),
        ROW.replace("Konsult AB;5560000167;;", "Annan AB;5560000175;A;2"),
        ROW.replace(";;;2025", ";B;1;2025"),
    )
    assert (load.rows_loaded, load.rows_joined) == (1, 2)
    parties = Contract.objects.get().parties.order_by("lot", "rank")
    assert [(one.lot, one.rank, one.supplier.name) for one in parties] == [
        ("A", 1, "Konsult AB"),
        ("A", 2, "Annan AB"),
        ("B", 1, "Konsult AB"),
    ]


def test_a_row_repeated_adds_nothing_and_is_told(group: Group) -> None:
    load = loaded(ROW, ROW)
    assert Contract.objects.get().parties.count() == 1
    assert codes(load, 3)[-1] == "row.repeated"


def test_the_same_reference_with_other_days_is_refused(group: Group) -> None:
    load = loaded(ROW, ROW.replace("2025-01-01", "2024-01-01"))
    assert (load.rows_loaded, load.rows_refused) == (1, 1)
    assert codes(load, 3) == ["row.other-days"]


def test_what_cannot_be_read_is_kept_for_a_person(group: Group) -> None:
    line = ROW.replace("1+1", "max 2 år").replace("72000000", "?").replace("Samtliga;", "Ute;Ann")
    load = loaded(line)
    assert Contract.objects.get().category == ""
    assert codes(load, 2) == ["option.uncertain", "cpv.unknown", "manager.unknown", "user.unknown"]


def test_the_manager_is_found_by_name_and_users_by_any_name(group: Group) -> None:
    manager = person("Maja")
    loaded(ROW.replace("Samtliga;", "Äldrenämnden, Kornhamn Vatten;Maja Berg"))
    contract = Contract.objects.get()
    assert contract.manager == manager
    assert {user.authority for user in contract.users.all()} == {group.care, group.water}
    assert not contract.for_the_group


def test_a_company_is_found_by_its_number(group: Group) -> None:
    loaded(ROW.replace("Utbildningsnämnden", "556999-0012"))
    assert Contract.objects.get().authority == group.housing


def test_without_a_reference_one_is_made_and_stays_the_same(group: Group) -> None:
    first = loaded(ROW.replace("D1", ""))
    assert "reference.made" in codes(first, 2)
    again = loaded(ROW.replace("D1", ""), ROW, name="b.csv")
    assert (again.rows_known, again.rows_loaded) == (1, 1)


def test_the_same_file_again_is_refused(group: Group) -> None:
    loaded(ROW)
    with pytest.raises(ListLoadedBefore):
        received(ROW, name="annat-namn.csv")


def test_a_list_that_two_received_is_loaded_by_one(group: Group, people: People) -> None:
    first, second = actor_of(people.responsible), actor_of(people.analyst)
    mine, yours = received(ROW, by=first), received(ROW, by=second)
    mapping = look_at_list(mine)[1].mapping
    load_list(mine, mapping, by=first, at=AT, on=ON)
    with pytest.raises(ListLoadedBefore, match="2026-03-09"):
        load_list(yours, mapping, by=second, at=AT, on=ON)
    assert Contract.objects.count() == 1


def test_more_rows_than_are_taken_in_at_once_are_refused_whole(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[load_list.__module__], "MOST_ROWS", 1)
    with pytest.raises(ListTooLong):
        loaded(ROW, ROW.replace("D1", "D2"))
    assert not Contract.objects.exists()


def test_the_same_rows_in_another_file_are_known_and_change_nothing(group: Group) -> None:
    loaded(ROW)
    load = loaded(ROW, "", ROW.replace("2026-12-31", "2027-12-31"), name="b.csv")
    assert (load.rows_read, load.rows_known, load.rows_loaded) == (2, 2, 0)
    assert Contract.objects.count() == 1
    rows = list(load.rows.all())
    assert rows[0].remarks == []
    assert rows[1].remarks[0][2] == "contract.differs"


def test_the_mapping_is_saved_for_the_source(group: Group) -> None:
    load = received(ROW)
    _, proposal = look_at_list(load)
    proposal.mapping.columns.pop(next(iter(proposal.mapping.columns)))
    done = load_list(load, proposal.mapping, by=SYSTEM, at=AT, on=ON)
    assert done.source.mapping["columns"] == done.mapping["columns"]
    again = received(ROW.replace("D1", "D2"), name="b.csv")
    assert again.mapping["columns"].items() >= done.mapping["columns"].items()


def test_undoing_removes_the_contracts_and_keeps_the_record(group: Group) -> None:
    load = loaded(ROW, ROW.replace("D1", "D2"))
    done = undo_list(load, by=SYSTEM, at=AT)
    assert (done.gone, done.kept) == (2, ())
    assert Contract.objects.count() == 0
    assert ContractListLoad.objects.get().state == ListState.UNDONE
    assert ContractListRow.objects.filter(load=load).count() == 2
    assert loaded(ROW, name="c.csv").rows_loaded == 1


def test_a_contract_worked_on_since_stays_and_is_named(group: Group) -> None:
    load = loaded(ROW, ROW.replace("D1", "D2"))
    worked = Contract.objects.get(reference="D2")
    terminate_contract(
        worked, last_day=date(2026, 6, 30), reason="Brister", by=SYSTEM, at=AT, on=ON
    )
    done = undo_list(load, by=SYSTEM, at=AT)
    assert (done.gone, [one.reference for one in done.kept]) == (1, ["D2"])
    assert Contract.objects.get() == worked


def test_a_contract_prolonged_since_stays_and_one_whose_option_lapsed_by_itself_goes(
    group: Group,
) -> None:
    load = loaded(ROW, ROW.replace("D1", "D2").replace("1+1", "3 x 1 år"))
    prolonged = Contract.objects.get(reference="D2")
    option = prolonged.options.earliest("ends_on")
    use_option(option.pk, reason="Nöjda", by=SYSTEM, at=AT, on=ON)
    ContractOption.objects.filter(contract__reference="D1").update(notice_on=ON - timedelta(days=1))
    lapse_options(by=SYSTEM, at=AT, on=ON)
    done = undo_list(load, by=SYSTEM, at=AT)
    assert (done.gone, [one.reference for one in done.kept]) == (1, ["D2"])


def test_a_list_is_undone_once_and_loaded_once(group: Group) -> None:
    load = loaded(ROW)
    undo_list(load, by=SYSTEM, at=AT)
    with pytest.raises(ListNotOpen):
        undo_list(load, by=SYSTEM, at=AT)


def test_who_manages_no_contracts_loads_none(people: People) -> None:
    with pytest.raises(DomainError):
        received(ROW, by=actor_of(people.purchaser))


def test_a_manager_loads_the_own_authoritys_contracts_alone(group: Group) -> None:
    manager = actor_of(appoint(person("Moa"), Role.CONTRACT_MANAGER, group.care))
    load = loaded(ROW, ROW.replace("Utbildningsnämnden", "Äldrenämnden"), by=manager)
    assert (load.rows_loaded, load.rows_refused) == (1, 1)
    assert codes(load, 2) == ["authority.not-yours"]


def test_a_mapping_without_a_supplier_is_sent_back(group: Group) -> None:
    load = received(ROW)
    _, proposal = look_at_list(load)
    for field in ("supplier", "supplier_number"):
        proposal.mapping.columns.pop(next(f for f in proposal.mapping.columns if f == field))
    with pytest.raises(ListMappingIncomplete):
        load_list(load, proposal.mapping, by=SYSTEM, at=AT, on=ON)
    assert ContractListLoad.objects.get().state == ListState.MAPPING


def test_a_header_alone_is_no_list(group: Group) -> None:
    load = received()
    _, proposal = look_at_list(load)
    with pytest.raises(ListEmpty):
        load_list(load, proposal.mapping, by=SYSTEM, at=AT, on=ON)


def test_five_thousand_rows_of_somebody_elses_are_all_accounted_for(
    group: Group, tmp_path: Path
) -> None:
    sellers = [Seller(f"Säljare {n} AB", _number(n), "72000000") for n in range(900)]
    made = contract_list(5_000, buyers=[one.name for one in group.everyone], sellers=sellers)
    write_list(made, tmp_path / "avtal.csv")
    source = list_source_named("Avtalsdatabasen", by=SYSTEM, at=AT)
    file = File(io.BytesIO((tmp_path / "avtal.csv").read_bytes()))
    load = receive_list(file, "avtal.csv", source=source, by=SYSTEM, at=AT)
    _, proposal = look_at_list(load)
    load = load_list(load, proposal.mapping, by=SYSTEM, at=AT, on=ON)

    expected = Counter(row.outcome for row in made)
    assert load.rows_read == 5_000
    assert load.rows_loaded == expected["loaded"] == Contract.objects.count()
    assert (load.rows_joined, load.rows_refused) == (expected["joined"], expected["refused"])
    found = load.rows.order_by("row").values_list("row", "outcome", "remarks")
    told = [
        (outcome, remarks[0][2] if outcome == RowOutcome.REFUSED else "")
        for _, outcome, remarks in found
    ]
    assert told == [(row.outcome, row.code) for row in made]
    assert [row for row, _, _ in found] == list(range(3, 5_003))  # a title and a header above
    joined = load.rows.filter(outcome=RowOutcome.JOINED)
    assert not joined.filter(contract=None).exists()


def _number(n: int) -> str:
    """Return an organisation number with its check digit."""
    nine = f"5567{n:05d}"
    digits = [int(d) * (2 - at % 2) for at, d in enumerate(nine)]
    total = sum(d // 10 + d % 10 for d in digits)
    return f"{nine}{-total % 10}"
