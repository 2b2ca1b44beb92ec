"""Memos and links stand beside any record, go with it when it is removed, and come back with it."""

import pytest

from smartplanner.base.person import user_name
from smartplanner.base.problems import Problem
from smartplanner.changes import Label, delete, insert
from smartplanner.commands.attachments import attach, attachments_of
from smartplanner.commands.books import check
from smartplanner.commands.editing import remove_rows
from smartplanner.commands.history.bin import binned, bring_back, plan_return
from smartplanner.commands.history.words import field_words, known_names, record_name
from smartplanner.commands.links import explain_link, part, relate
from smartplanner.commands.memos import pin_memo, remove_memo, rewrite_memo, write_memo
from smartplanner.commands.office import Office
from smartplanner.queries.beside import counts_of, goes_along, links_of, memos_of
from smartplanner.queries.related import related

TASK, OTHER, CONTRACT = ("task", "a"), ("task", "b"), ("contract", "c")


@pytest.fixture
def office(journal):
    made = Office(journal)
    journal.commit(
        Label("made"),
        [
            insert("organisation", "u", {"name": "市经信局"}),
            insert("organisation", "v", {"name": "市财政局"}),
            insert("task", "a", {"title": "政务云迁移", "lead": "u", "support": ("v",)}),
            insert("task", "b", {"title": "数据共享", "parent": "a"}),
            insert("contract", "c", {"title": "云服务合同"}),
            insert("progress_report", "r", {"task": "a", "period": "2026-10", "progress": 0.0}),
        ],
    )
    return made


def refused(call, *arguments, **options):
    with pytest.raises(Problem) as caught:
        call(*arguments, **options)
    assert caught.value.sentence()
    return caught.value.code


def texts(office, entity, id):
    return [row.text for row in memos_of(office.reader, entity, id)]


# -- memos


def test_a_memo_says_who_wrote_it_and_when(office):
    id, _step = write_memo(office, *TASK, "  牵头处长说下周报方案\n")
    (memo,) = memos_of(office.reader, *TASK)
    assert (memo.id, memo.text, memo.written_by) == (id, "牵头处长说下周报方案", user_name())
    assert memo.written_on is not None
    assert texts(office, *OTHER) == []


def test_the_newest_memo_stands_first_and_a_pinned_one_before_all(office):
    first, _step = write_memo(office, *TASK, "一")
    write_memo(office, *TASK, "二")
    assert texts(office, *TASK) == ["二", "一"]
    pin_memo(office, first, pinned=True)
    assert texts(office, *TASK) == ["一", "二"]
    pin_memo(office, first, pinned=False)
    assert texts(office, *TASK) == ["二", "一"]


def test_an_empty_or_endless_memo_is_refused(office):
    assert refused(write_memo, office, *TASK, " \n ") == "empty_memo"
    assert refused(write_memo, office, *TASK, "长" * 20_001) == "long_memo"
    assert refused(write_memo, office, "task", "gone", "在吗") == "row_gone"
    assert refused(write_memo, office, "no_such_kind", "a", "在吗") == "row_gone"


def test_only_the_writer_of_a_memo_rewrites_it(office):
    own, _step = write_memo(office, *TASK, "旧")
    rewrite_memo(office, own, "新")
    assert texts(office, *TASK) == ["新"]
    office.journal.commit(
        Label("made"), [insert("memo", "m", {"entity": "task", "of": "a", "text": "他的", "written_by": "另一人"})]
    )
    assert refused(rewrite_memo, office, "m", "我的") == "not_own_memo"


def test_a_removed_memo_comes_back_by_undo(office):
    id, _step = write_memo(office, *TASK, "记一笔")
    remove_memo(office, id)
    assert texts(office, *TASK) == []
    office.journal.undo()
    assert texts(office, *TASK) == ["记一笔"]


# -- links


def test_a_link_is_seen_from_both_sides(office):
    relate(office, TASK, CONTRACT, remark="合同的验收就是事项的完成")
    (from_matter,), (from_contract,) = links_of(office.reader, *TASK), links_of(office.reader, *CONTRACT)
    assert (from_matter.entity, from_matter.title) == ("contract", "云服务合同")
    assert (from_contract.entity, from_contract.title) == ("task", "政务云迁移")
    assert from_contract.row.remark == "合同的验收就是事项的完成"


def test_a_link_to_itself_or_made_twice_is_refused_from_either_side(office):
    relate(office, TASK, CONTRACT)
    assert refused(relate, office, TASK, CONTRACT) == "linked_already"
    assert refused(relate, office, CONTRACT, TASK) == "linked_already"
    assert refused(relate, office, TASK, TASK) == "link_to_itself"
    assert refused(relate, office, TASK, ("task", "gone")) == "row_gone"
    memo, _step = write_memo(office, *TASK, "记")
    assert refused(relate, office, TASK, ("memo", memo)) == "not_linked"


def test_a_link_gets_another_reason_and_is_parted(office):
    relate(office, TASK, CONTRACT)
    id = links_of(office.reader, *TASK)[0].row.id
    explain_link(office, id, "同一笔钱")
    assert links_of(office.reader, *CONTRACT)[0].row.remark == "同一笔钱"
    part(office, [id])
    assert links_of(office.reader, *TASK) == links_of(office.reader, *CONTRACT) == []


# -- with the record


@pytest.fixture
def furnished(office, tmp_path):
    """The matter b with a memo, a link and a file; its owner a has a memo."""
    write_memo(office, *OTHER, "记一笔")
    relate(office, CONTRACT, OTHER, remark="同一笔钱")
    path = tmp_path / "方案.pdf"
    path.write_bytes(b"%PDF")
    attach(office, *OTHER, path)
    return office


def test_what_stands_beside_a_removed_record_goes_and_comes_back_with_it(furnished):
    remove_rows(furnished, "task", ["b"])
    assert counts_of(furnished.reader, *OTHER) == (0, 0, 0)
    assert links_of(furnished.reader, *CONTRACT) == []
    assert check(furnished) == []
    furnished.journal.undo()
    assert counts_of(furnished.reader, *OTHER) == (1, 1, 1)
    assert len(links_of(furnished.reader, *CONTRACT)) == 1
    assert check(furnished) == []


def test_the_bin_brings_a_record_back_with_memos_links_and_files(furnished):
    remove_rows(furnished, "task", ["b"])
    (entry,) = binned(furnished)
    assert (entry.title, dict(entry.parts)) == ("数据共享", {"memo": 1, "link": 1, "attachment": 1})
    bring_back(furnished, plan_return(furnished, [OTHER]))
    assert counts_of(furnished.reader, *OTHER) == (1, 1, 1)
    assert attachments_of(furnished, *OTHER)[0].name == "方案.pdf"
    assert check(furnished) == []


def test_a_link_between_two_records_that_are_removed_together_goes_once(office):
    relate(office, ("task", "b"), CONTRACT)
    relate(office, TASK, OTHER)
    remove_rows(office, "task", ["a", "b"])
    assert office.reader.count("link") == 0
    office.journal.undo()
    assert len(links_of(office.reader, *OTHER)) == 2


def test_a_memo_on_a_record_whose_making_is_taken_back_waits_hidden(office):
    office.journal.commit(Label("made"), [insert("task", "late", {"title": "补充事项"})])
    relate(office, TASK, ("task", "late"))
    made = office.reader.row("task", "late")
    office.journal.commit(Label("gone"), [delete("task", made)])
    assert links_of(office.reader, *TASK) == []
    assert check(office) == []
    office.journal.undo()
    assert [link.title for link in links_of(office.reader, *TASK)] == ["补充事项"]


def test_what_goes_along_is_counted_before_anything_is_removed(furnished):
    write_memo(furnished, "progress_report", "r", "数字待核")
    assert dict(goes_along(furnished.reader, "task", ["b"])) == {"attachment": 1, "memo": 1, "link": 1}
    assert dict(goes_along(furnished.reader, "task", ["a"])) == {"progress_report": 1, "memo": 1}


# -- related both ways


def test_related_records_are_found_both_ways(office):
    found = {(one.entity, one.field, one.outward): one for one in related(office.reader, *TASK)}
    assert found["organisation", "lead", True].first == (("u", "市经信局"),)
    assert found["organisation", "support", True].first == (("v", "市财政局"),)
    assert found["task", "parent", False].ids == ("b",)
    assert found["progress_report", "task", False].size == 1
    back = {(one.entity, one.field): one.ids for one in related(office.reader, "organisation", "v")}
    assert back["task", "support"] == ("a",)


def test_a_record_that_is_gone_has_nothing_related(office):
    assert related(office.reader, "task", "gone") == []


# -- in the history


def said(office):
    """What the last step is said to have done: the name of the record, and its fields in words."""
    journal, names = office.journal, known_names(office)
    (change,) = journal.changes(journal.steps(limit=1)[0])
    return record_name(change, names), {one.label: one.after for one in field_words(change, names)}


def test_history_calls_the_record_that_a_memo_or_link_belongs_to_by_its_name(office):
    write_memo(office, *TASK, "下周报方案")
    name, words = said(office)
    assert (name, words["记录类型"], words["记录"]) == ("下周报方案", "督办事项", "政务云迁移")
    relate(office, TASK, CONTRACT)
    name, words = said(office)
    assert name == "云服务合同"
    assert list(words.values()) == ["督办事项", "政务云迁移", "合同", "云服务合同"]


def test_history_does_not_spell_out_the_checksum_of_an_attachment(office, tmp_path):
    file = tmp_path / "方案.txt"
    file.write_text("一")
    attach(office, *TASK, file)
    (row,) = attachments_of(office, *TASK)
    _name, words = said(office)
    assert words["记录"] == "政务云迁移"
    assert not any(row.sha256 in one for one in words.values())
