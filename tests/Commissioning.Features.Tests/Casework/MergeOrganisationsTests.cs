using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Applications;
using Commissioning.Features.Casework;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Lists;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Casework;

public sealed class MergeOrganisationsTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private Scenario scenario = null!;
    private Actor officer = null!,
        colleague = null!,
        applicant = null!;
    private Guid round,
        old,
        copy;

    public async Task InitializeAsync()
    {
        scenario = new Scenario(database.Db, database.Clock);
        (officer, colleague) = (
            await scenario.PersonAsync(Role.CommissioningOfficer),
            await scenario.PersonAsync(Role.CommissioningOfficer)
        );
        applicant = await scenario.PersonAsync(Role.Applicant);
        round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        (old, copy) = (
            await scenario.OrganisationAsync(applicant, "Elm Park Trust"),
            await scenario.OrganisationAsync(await scenario.PersonAsync(Role.Applicant), "Elm Park")
        );
        await scenario.ApplicationAsync(round, old, applicant, "Boxing", 4000, assessed: false);
        await scenario.ApplicationAsync(round, copy, applicant, "Football", 3000, assessed: false);
        database.Clock.MoveTo("2026-03-02 10:00");
    }

    public Task DisposeAsync()
    {
        database.Dispose();
        return Task.CompletedTask;
    }

    private Task<Result> MergeAsync(Guid one, Guid other, Guid? stands, string? why = "The same trustees", Db? db = null) =>
        new MergeOrganisations(db ?? database.Db).RunAsync(officer, one, other, stands, why);

    [Fact]
    public async Task Merged_records_start_one_application_in_a_round()
    {
        var next = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        Assert.Null((await MergeAsync(copy, old, old)).FirstRefusal);
        var other = await database.Db.ScalarAsync<Guid>(
            "select PersonId from OrganisationMember where OrganisationId = @copy",
            new { copy }
        );
        var start = new StartApplication(database.Db);
        var check = await scenario.EligibleAsync(next);
        Assert.Null((await start.RunAsync(applicant, next, old, check)).FirstRefusal);
        Assert.Equal(
            "This organisation already has an application in this round. Open it under Your applications.",
            (await start.RunAsync(new(other, "Another member"), next, copy, check)).FirstRefusal!.Sentence
        );
        Assert.Equal(1, await database.CountAsync("Application", "RoundId = @next", new { next }));
    }

    private Task<Guid> MergeIdAsync() => database.Db.ScalarAsync<Guid>("select Id from OrganisationMerge where UndoneAt is null")!;

    private Task<OrganisationRecord.Overview> RecordAsync(Guid organisation) =>
        database.Db.ReadAsync(work => OrganisationRecord.OverviewAsync(work, organisation));

    private Task<ListPage> ListAsync(string search = "") =>
        database.Db.ReadAsync(work =>
            ListReader.ReadAsync(work, OrganisationList.List, ListRequest.Parse(OrganisationList.List, new[] { search }.ToLookup(_ => "q")))
        );

    [Fact]
    public async Task The_record_that_was_chosen_stands_and_shows_counts_and_limits_both()
    {
        Assert.Null((await MergeAsync(old, copy, copy)).FirstRefusal);
        foreach (var one in new[] { old, copy })
        {
            Assert.Equal(copy, (await database.Db.ReadAsync(work => OrganisationRecord.GetAsync(work, one))).Id);
            var record = await RecordAsync(one);
            Assert.Equal(["Boxing", "Football"], record.Rows.Select(row => row.ProjectName).Order());
            Assert.Equal((2, Money.FromPounds(7000)), (record.Total.Sent, record.Total.Asked));
            Assert.Equal(["Elm Park", "Elm Park Trust"], record.Names);
        }
        // One row in the list, with both applications, found by either name.
        var row = Assert.Single((await ListAsync("Trust")).Rows);
        Assert.Equal(copy, row.Id);
        Assert.Equal(1, await database.CountAsync("OrganisationPair", "IsSame = 1"));
    }

    [Fact]
    public async Task A_merge_is_refused_with_itself_in_a_circle_without_a_choice_and_where_two_were_said()
    {
        async Task<string> Why(Guid one, Guid other, Guid? stands, string? why = "x") =>
            (await MergeAsync(one, other, stands, why)).FirstRefusal!.Sentence;
        var third = await scenario.OrganisationAsync(applicant, "Oak Lane");
        Assert.Equal("A record cannot be merged with itself", await Why(old, old, old));
        Assert.Equal("Choose which record stands", await Why(old, copy, null));
        Assert.Equal("Choose which record stands", await Why(old, copy, third));
        Assert.StartsWith("Say why they are one organisation", await Why(old, copy, old, " "));
        Assert.Null((await MergeAsync(old, copy, old)).FirstRefusal);
        Assert.Null((await MergeAsync(old, third, third)).FirstRefusal);
        // Copy stands under old, old under third: third under copy would be a circle.
        Assert.Contains("merged Elm Park with Elm Park Trust on 2 March 2026", await Why(third, copy, copy), StringComparison.Ordinal);
        Assert.Equal(2, await database.CountAsync("OrganisationMerge"));
        Assert.Equal(2, await database.CountAsync("Organisation", "SameAs = @third", new { third }));
        await Assert.ThrowsAsync<NotFoundException>(() => MergeAsync(old, Guid.NewGuid(), old));

        var fourth = await scenario.OrganisationAsync(applicant, "Ash Road");
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Organisation set CharityNumber = null where Id = @fourth", new { fourth })
        );
        Assert.Null((await new CompareOrganisations(database.Db).RunAsync(officer, fourth, third, false, "Other trustees")).FirstRefusal);
        Assert.StartsWith("Somebody has said that they are two", await Why(fourth, third, third), StringComparison.Ordinal);
        Assert.Equal(
            "The two records are merged. Undo that on the organisation's record first.",
            (await new CompareOrganisations(database.Db).RunAsync(officer, copy, old, false, "No")).FirstRefusal!.Sentence
        );
    }

    [Fact]
    public async Task Of_two_officers_who_merge_at_once_one_wins()
    {
        var race = await Race.RunAsync(
            database,
            db => MergeAsync(old, copy, old, db: db),
            sql => sql.StartsWith("insert into OrganisationMerge", StringComparison.Ordinal),
            db => new MergeOrganisations(db).RunAsync(colleague, copy, old, copy, "I saw it too")
        );
        Assert.Null(race.First);
        Assert.Contains($"{officer.Name} merged Elm Park with Elm Park Trust", race.Second, StringComparison.Ordinal);
        Assert.Equal(1, await database.CountAsync("OrganisationMerge"));
        Assert.Equal(1, await database.CountAsync("AuditEntry", "Action = 'OrganisationsMerged'"));
    }

    [Fact]
    public async Task A_merge_is_undone_until_either_record_is_used_and_leaves_all_as_it_was()
    {
        Assert.Null((await MergeAsync(old, copy, copy)).FirstRefusal);
        var undo = new UndoMerge(database.Db);
        var merge = await MergeIdAsync();
        Assert.StartsWith("Say why the merge is undone", (await undo.RunAsync(officer, merge, null)).FirstRefusal!.Sentence);
        Assert.Null((await undo.RunAsync(officer, merge, "Another group of that name")).FirstRefusal);
        Assert.Equal(0, await database.CountAsync("Organisation", "SameAs is not null"));
        Assert.Equal(0, await database.CountAsync("OrganisationPair"));
        Assert.Equal("Boxing", Assert.Single((await RecordAsync(old)).Rows).ProjectName);
        Assert.Contains("undid this at", (await undo.RunAsync(colleague, merge, "x")).FirstRefusal!.Sentence, StringComparison.Ordinal);

        Assert.Null((await MergeAsync(old, copy, old)).FirstRefusal);
        merge = await MergeIdAsync();
        database.Clock.MoveTo("2026-03-02 11:00");
        var member = await scenario.PersonAsync(Role.Applicant);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OrganisationMember (OrganisationId, PersonId, JoinedAt) values (@copy, @Id, @Now)",
                new
                {
                    copy,
                    member.Id,
                    work.Now,
                }
            )
        );
        Assert.Equal(
            "It cannot be undone, because the record has been used: Elm Park got a member at 11am on 2 March 2026",
            (await undo.RunAsync(officer, merge, "x")).FirstRefusal!.Sentence
        );
        Assert.Equal(1, await database.CountAsync("Organisation", "SameAs = @old", new { old }));
        Assert.Equal(1, await database.CountAsync("OrganisationMerge", "UndoneAt is null"));
    }

    [Fact]
    public async Task Undoing_a_merge_leaves_what_a_verdict_said_before()
    {
        Assert.Null((await new CompareOrganisations(database.Db).RunAsync(officer, old, copy, true, "Same trustees")).FirstRefusal);
        Assert.Null((await MergeAsync(old, copy, copy)).FirstRefusal);
        Assert.Equal(1, await database.CountAsync("Organisation", "Id = @old and SameAs = @copy", new { old, copy }));
        var undone = await new UndoMerge(database.Db).RunAsync(officer, await MergeIdAsync(), "The other should stand");
        Assert.Equal((true, null), (undone.Value, undone.FirstRefusal));
        Assert.Equal(
            1,
            await database.CountAsync(
                "AuditEntry",
                "Action = 'OrganisationMergeUndone' and Detail like '%An earlier verdict says that they are one%'"
            )
        );
        // One by the verdict, under the older record.
        Assert.Equal(1, await database.CountAsync("Organisation", "Id = @copy and SameAs = @old", new { old, copy }));
    }

    [Fact]
    public async Task Tags_and_notes_of_either_record_are_those_of_the_organisation()
    {
        var tag = new TagOrganisation(database.Db);
        foreach (var one in new[] { old, copy })
            Assert.Null((await tag.RunAsync(officer, one, "Needs help", remove: false)).FirstRefusal);
        Assert.Null((await tag.RunAsync(officer, copy, "New", remove: false)).FirstRefusal);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into Note (Id, OrganisationId, Wording, WrittenBy, WrittenAt, Version) values (@Id, @copy, 'They moved', @By, @Now, 1)",
                new
                {
                    Id = Guid.NewGuid(),
                    copy,
                    By = officer.Id,
                    work.Now,
                }
            )
        );
        Assert.Null((await MergeAsync(old, copy, old)).FirstRefusal);
        foreach (var one in new[] { old, copy })
            Assert.Equal(["Needs help", "New"], await database.Db.ReadAsync(work => TagOrganisation.OfAsync(work, one)));
        var application = await database.Db.ScalarAsync<Guid>("select Id from Application where OrganisationId = @old", new { old });
        Assert.Equal(
            "They moved",
            Assert
                .Single(
                    await database.Db.ReadAsync(work => NoteQueries.OfAsync(work, Domain.Casework.NoteSubject.Application, application))
                )
                .Wording
        );
        // Each word once, found by it, and taken off both.
        Assert.Equal(old, Assert.Single((await ListAsync("Needs help")).Rows).Id);
        var shown = await database.Db.ScalarAsync<string>(
            $"select {OrganisationList.List.Columns.Single(column => column.Key == "tags").Sql} from Organisation o where o.Id = @old",
            new { old }
        );
        Assert.Equal(["Needs help", "New"], shown!.Split(", ").Order());
        Assert.Null((await tag.RunAsync(officer, old, "Needs help", remove: true)).FirstRefusal);
        Assert.Null((await tag.RunAsync(officer, old, "New", remove: false)).FirstRefusal);
        Assert.Equal(1, await database.CountAsync("OrganisationTag", "Tag = 'New'"));
        Assert.Equal(0, await database.CountAsync("OrganisationTag", "Tag = 'Needs help'"));
    }

    [Fact]
    public async Task A_host_is_recorded_shown_on_both_and_ended_and_a_circle_is_refused()
    {
        var set = new SetHost(database.Db);
        Task<Result> Set(Guid organisation, Guid host, Domain.Organisations.HostKind? kind = Domain.Organisations.HostKind.FiscalHost) =>
            set.RunAsync(officer, organisation, host, kind, new(2026, 1, 5), "Agreement of 5 January");
        Assert.Equal("An organisation cannot be its own host", (await Set(old, old)).FirstRefusal!.Sentence);
        Assert.Equal("Choose how the two belong together", (await Set(old, copy, null)).FirstRefusal!.Sentence);
        Assert.Null((await Set(old, copy)).FirstRefusal);
        Assert.StartsWith("That body itself stands under", (await Set(copy, old)).FirstRefusal!.Sentence);
        Assert.Equal("This is recorded already", (await Set(old, copy)).FirstRefusal!.Sentence);
        var (hosted, host) = (
            Assert.Single(await database.Db.ReadAsync(work => HostQueries.OfAsync(work, old))),
            Assert.Single(await database.Db.ReadAsync(work => HostQueries.OfAsync(work, copy)))
        );
        Assert.Equal(("Its money is held by", "Elm Park"), (hosted.InWords, hosted.Other));
        Assert.Equal(("Holds the money of", "Elm Park Trust"), (host.InWords, host.Other));
        var end = new EndHost(database.Db);
        Assert.Equal(
            "It began on 5 January 2026, so it cannot end before",
            (await end.RunAsync(officer, copy, host.Id, new(2026, 1, 4), "Over")).FirstRefusal!.Sentence
        );
        Assert.Null((await end.RunAsync(officer, copy, host.Id, new(2026, 2, 1), "Over")).FirstRefusal);
        Assert.Equal(
            "It ended on 1 February 2026",
            (await end.RunAsync(officer, old, host.Id, new(2026, 2, 1), "x")).FirstRefusal!.Sentence
        );
        // The end frees the way round.
        Assert.Null((await Set(copy, old)).FirstRefusal);
        // A record merged with its host would be its own host.
        await Assert.ThrowsAsync<NotFoundException>(() => end.RunAsync(officer, Guid.NewGuid(), host.Id, new(2026, 2, 1), "x"));
    }
}
