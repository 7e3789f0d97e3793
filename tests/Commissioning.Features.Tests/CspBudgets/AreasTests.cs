using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Organisations;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Demonstration;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.CspBudgets;

public sealed class AreasTests : IDisposable
{
    private static readonly FinancialYear Year = new(2025);
    private static readonly DateOnly Next = new(2026, 4, 1);
    private readonly TestDatabase database = new();
    private readonly Scenario scenario;

    public AreasTests()
    {
        database.Clock.MoveTo("2026-01-12 09:00");
        scenario = new(database.Db, database.Clock);
    }

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task An_area_keeps_its_old_name_as_an_alias_and_in_locked_years()
    {
        var (officer, ids) = await OpenedAsync("Melton", "Blaby");
        await AllocateAsync(officer, Year, ids[0], 500);
        Assert.Null((await new OpenYear(database.Db).RunAsync(officer, Year.Next)).FirstRefusal);
        await LockAsync(Year);
        var rename = new RenameArea(database.Db);
        Assert.Equal("Blaby is already a name of Blaby", await Sentence(rename.RunAsync(officer, ids[0], "Blaby")));
        Assert.Equal("Melton is already its name", await Sentence(rename.RunAsync(officer, ids[0], " Melton ")));
        Assert.Equal("Enter a name of up to 100 characters", await Sentence(rename.RunAsync(officer, ids[0], "")));
        Assert.Equal(
            "All of Leicester, Leicestershire & Rutland means every area",
            await Sentence(rename.RunAsync(officer, ids[0], "All of Leicester, Leicestershire & Rutland"))
        );
        Assert.Null(await Sentence(rename.RunAsync(officer, ids[0], "Melton Mowbray")));
        var area = await AreaAsync(ids[0]);
        Assert.Equal(("Melton Mowbray", "Melton"), (area.Name, Assert.Single(area.Aliases)));
        Assert.Equal(
            "Name: Melton -> Melton Mowbray; In the accounts of 2026-27; Name that applicants read: Melton -> Melton Mowbray; 0 organisations changed with it",
            await DetailAsync()
        );
        Assert.Equal(["Melton", "Blaby"], await NamesAsync(Year));
        Assert.Equal(["Melton Mowbray", "Blaby"], await NamesAsync(Year.Next));

        // A paper of the locked year is compared by either name, and with the base of next year under the new one.
        foreach (var name in new[] { "Melton", "Melton Mowbray" })
            Assert.Equal(
                ["agrees", "agrees"],
                (
                    await SamplePaper.CompareAsync(
                        database,
                        Year,
                        "paper.csv",
                        Encoding.UTF8.GetBytes($"table,row,column,printed\nareas,{name},base,500.00\nareas,{name},base next year,0.00\n")
                    )
                )
                    .Value!.Lines.Where(line => line.Kind != PaperLineKind.NotPrinted)
                    .Select(line => line.Sentence)
            );

        Assert.Null(await Sentence(rename.RunAsync(officer, ids[0], "Melton")));
        Assert.Equal(("Melton", "Melton Mowbray"), ((await AreaAsync(ids[0])).Name, Assert.Single((await AreaAsync(ids[0])).Aliases)));
        // Another way of writing the same name is no other name.
        Assert.Null(await Sentence(rename.RunAsync(officer, ids[1], "BLABY")));
        Assert.Empty((await AreaAsync(ids[1])).Aliases);
    }

    [Fact]
    public async Task Applicants_choose_from_the_areas_of_today_by_the_names_that_the_public_knows()
    {
        Assert.Equal([.. AreaRules.DefaultAreas, AreaRules.EveryArea], await ChoicesAsync());
        var (officer, ids) = await OpenedAsync("SNWLP", "Leicester", "Rutland");
        Assert.Equal(["SNWLP", "Leicester", "Rutland", AreaRules.EveryArea], await ChoicesAsync());
        Assert.Null(await Sentence(new AddAreaAlias(database.Db).RunAsync(officer, ids[0], "North West Leicestershire")));
        var choose = new ChoosePublicAreaName(database.Db);
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var organisation = await new AddOrganisation(database.Db).RunAsync(applicant, Organisation("SNWLP"));
        Assert.True(organisation.IsDone);
        Assert.Equal("Choose one of the area's names", await Sentence(choose.RunAsync(officer, ids[0], "Leicester")));
        Assert.Equal("Applicants already read SNWLP", await Sentence(choose.RunAsync(officer, ids[0], "SNWLP")));
        Assert.Null(await Sentence(choose.RunAsync(officer, ids[0], "North West Leicestershire")));
        Assert.Equal("Name that applicants read: SNWLP -> North West Leicestershire; 1 organisation changed with it", await DetailAsync());
        Assert.Equal(["North West Leicestershire", "Leicester", "Rutland", AreaRules.EveryArea], await ChoicesAsync());
        Assert.Equal("North West Leicestershire", Assert.Single(await new MyOrganisations(database.Db).ListAsync(applicant)).Area);
        Assert.Equal(["SNWLP", "Leicester", "Rutland"], await NamesAsync(Year));

        // The ledger's name changes, and applicants go on reading theirs; then it becomes theirs.
        var rename = new RenameArea(database.Db);
        Assert.Null(await Sentence(rename.RunAsync(officer, ids[0], "Safer North West")));
        Assert.Equal(["Safer North West", "Leicester", "Rutland"], await NamesAsync(Year));
        Assert.Equal("North West Leicestershire", (await ChoicesAsync())[0]);
        Assert.Null(await Sentence(rename.RunAsync(officer, ids[0], "North West Leicestershire")));
        Assert.Equal((null, "North West Leicestershire"), ((await AreaAsync(ids[0])).PublicName, (await ChoicesAsync())[0]));

        Assert.Equal(
            "Choose the area where the organisation works",
            await Sentence(new AddOrganisation(database.Db).RunAsync(applicant, Organisation("Blaby")))
        );
        Assert.Null(await Sentence(new EndArea(database.Db).RunAsync(officer, ids[2], Year.End)));
        Assert.Contains("Rutland", await ChoicesAsync());
        database.Clock.MoveTo("2026-04-01 09:00");
        Assert.DoesNotContain("Rutland", await ChoicesAsync());
        Assert.Contains(AreaRules.EveryArea, await ChoicesAsync());
    }

    [Fact]
    public async Task Organisations_and_the_figures_of_their_awards_follow_a_renamed_area()
    {
        await new LoadDemonstration(
            database.Db,
            database.Clock,
            new Office(),
            new FileStoreOptions { Root = Path.Combine(database.Folder, "files") },
            database.Encryption
        ).RunOnceAsync();
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        Assert.Empty(
            (await database.Db.QueryAsync<string>("select distinct Area from Organisation order by Area")).Except(await ChoicesAsync())
        );
        Assert.Empty((await ChoicesAsync()).Intersect(["SNWLP", "Melton Mowbray"]));
        async Task<(int, int, long)> Of(string area) =>
            (
                await database.Db.ScalarAsync<int>("select count(*) from Organisation where Area = @area", new { area }),
                await database.Db.ScalarAsync<int>("select count(*) from AwardFigure where Area = @area", new { area }),
                await database.Db.ScalarAsync<long>(
                    "select coalesce(sum(Offered), 0) from AwardTally where Dimension = 'Area' and Name = @area",
                    new { area }
                )
            );
        var before = await Of("Leicester");
        Assert.True(before is { Item1: > 0, Item2: > 0, Item3: > 0 });
        var id = await database.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Leicester'");
        Assert.Null(await Sentence(new RenameArea(database.Db).RunAsync(officer, id, "City of Leicester")));
        Assert.Equal((0, 0, 0L), await Of("Leicester"));
        Assert.Equal(before, await Of("City of Leicester"));
    }

    [Fact]
    public async Task An_area_joins_one_that_goes_on_and_its_contacts_speak_for_that_one_too()
    {
        var (officer, ids) = await OpenedAsync("Leicester", "Harborough", "Rutland");
        var (both, one) = (await scenario.PersonAsync(Role.CspOfficer), await scenario.PersonAsync(Role.CspOfficer));
        var contacts = new SetContactAreas(database.Db);
        Assert.Null(await Sentence(contacts.RunAsync(officer, both.Id, [ids[0], ids[1]])));
        Assert.Null(await Sentence(contacts.RunAsync(officer, one.Id, [ids[1]])));
        Assert.Null((await new OpenYear(database.Db).RunAsync(officer, Year.Next)).FirstRefusal);
        var join = new JoinAreas(database.Db);
        Assert.Equal("Choose the areas that join it", await Sentence(join.RunAsync(officer, [], ids[0], Next)));
        Assert.Equal(
            "Areas start on 1 April, with a financial year",
            await Sentence(join.RunAsync(officer, [ids[1]], ids[0], new(2026, 5, 1)))
        );
        Assert.Equal("Leicester cannot join itself", await Sentence(join.RunAsync(officer, [ids[1], ids[0]], ids[0], Next)));
        await AllocateAsync(officer, Year, ids[1], 500);
        Assert.Equal(
            "Harborough already has a budget in 2025-26, so it cannot end before that year",
            await Sentence(join.RunAsync(officer, [ids[1]], ids[0], Year.Start))
        );

        // The year after was opened early, but nothing was posted in it.
        Assert.Null(await Sentence(join.RunAsync(officer, [ids[1]], ids[0], Next)));
        Assert.Equal("Harborough part of Leicester from 1 April 2026", await DetailAsync());
        var harborough = await AreaAsync(ids[1]);
        Assert.Equal((Year.End, "Leicester"), (harborough.ValidTo, harborough.Successor));
        Assert.Null((await AreaAsync(ids[0])).ValidTo);
        Assert.Equal(["Leicester", "Harborough", "Rutland"], await NamesAsync(Year));
        Assert.Equal(["Leicester", "Rutland"], await NamesAsync(Year.Next));
        Assert.Equal([ids[0], ids[1]], await AreasOfAsync(one));

        Assert.Equal("Harborough already ends on 31 March 2026", await Sentence(join.RunAsync(officer, [ids[1]], ids[2], Next)));
        Assert.Equal(
            "Harborough ends on 31 March 2026, so no area can join it",
            await Sentence(join.RunAsync(officer, [ids[2]], ids[1], Next))
        );
        Assert.Equal(
            "Harborough joins Leicester on 1 April 2026. Undo that first",
            await Sentence(new EndArea(database.Db).RunAsync(officer, ids[0], Year.End))
        );

        // A change of the contact's other areas does not make the added one theirs.
        Assert.Null(await Sentence(contacts.RunAsync(officer, one.Id, ids)));
        var undo = new UndoAreaChange(database.Db);
        Assert.Null(await Sentence(undo.RunAsync(officer, ids[1])));
        Assert.Equal(
            "Harborough joins Leicester on 1 April 2026. Harborough goes on as before. Its contacts are no longer contacts for Leicester, unless they were before.",
            await DetailAsync()
        );
        harborough = await AreaAsync(ids[1]);
        Assert.Equal((null, null), (harborough.ValidTo, harborough.Successor));
        Assert.Equal(["Leicester", "Harborough", "Rutland"], await NamesAsync(Year.Next));
        Assert.Equal([ids[1], ids[2]], await AreasOfAsync(one));
        Assert.Equal([ids[0], ids[1]], await AreasOfAsync(both));

        Assert.Null(await Sentence(join.RunAsync(officer, [ids[1]], ids[0], Next)));
        await AllocateAsync(officer, Year, ids[0], 100);
        Assert.Null((await ChangeAsync(ids[1])).WhyNotUndone);
        await AllocateAsync(officer, Year.Next, ids[0], 700);
        Assert.Equal(
            "Base allocation of £700.00 was posted to Leicester on 1 April 2026 (number 1 of 2026-27), so this can no longer be undone: Harborough joins Leicester on 1 April 2026",
            await Sentence(undo.RunAsync(officer, ids[1]))
        );
    }

    [Fact]
    public async Task A_merger_is_undone_until_the_first_posting_to_the_new_area()
    {
        var (officer, ids) = await OpenedAsync("Blaby", "Oadby and Wigston", "Rutland");
        var contact = await scenario.PersonAsync(Role.CspOfficer);
        Assert.Null(await Sentence(new SetContactAreas(database.Db).RunAsync(officer, contact.Id, [ids[0]])));
        Assert.Null((await new OpenYear(database.Db).RunAsync(officer, Year.Next)).FirstRefusal);
        var (merge, undo) = (new MergeAreas(database.Db), new UndoAreaChange(database.Db));
        async Task<Guid> MergedAsync()
        {
            Assert.Null(await Sentence(merge.RunAsync(officer, [ids[0], ids[1]], "South", null, Next)));
            return await database.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'South'");
        }
        var south = await MergedAsync();
        Assert.Equal(["Rutland", "South"], await NamesAsync(Year.Next));
        Assert.Null(await Sentence(new AddAreaAlias(database.Db).RunAsync(officer, south, "Southern")));
        Assert.Equal([ids[0], south], await AreasOfAsync(contact));

        // From one of the areas that ended, or from the new one.
        Assert.Null(await Sentence(undo.RunAsync(officer, ids[0])));
        Assert.Equal(["Blaby", "Oadby and Wigston", "Rutland"], await NamesAsync(Year.Next));
        var all = await database.Db.ReadAsync(AreaQueries.ListAsync);
        Assert.Equal(["Blaby", "Oadby and Wigston", "Rutland"], all.Select(area => area.Name));
        Assert.All(all, area => Assert.Equal((null, null), (area.ValidTo, area.Successor)));
        Assert.Equal([ids[0]], await AreasOfAsync(contact));
        south = await MergedAsync();
        Assert.Null(await Sentence(undo.RunAsync(officer, south)));
        Assert.Equal(
            "Blaby and Oadby and Wigston merge into South on 1 April 2026. Blaby and Oadby and Wigston go on as before. South is removed with its names, its contacts and its empty accounts.",
            await DetailAsync()
        );

        // What happened since comes first.
        south = await MergedAsync();
        Assert.Null(await Sentence(new JoinAreas(database.Db).RunAsync(officer, [ids[2]], south, new(2027, 4, 1))));
        Assert.Equal("Rutland joins South on 1 April 2027. Undo that first", await Sentence(undo.RunAsync(officer, south)));
        Assert.Null(await Sentence(undo.RunAsync(officer, ids[2])));
        Assert.Null(await Sentence(new EndArea(database.Db).RunAsync(officer, south, Year.Next.End)));
        Assert.Equal("South ends on 31 March 2027. Undo that first", await Sentence(undo.RunAsync(officer, ids[0])));
        Assert.Null(await Sentence(undo.RunAsync(officer, south)));

        await AllocateAsync(officer, Year.Next, south, 900);
        Assert.All(
            [await ChangeAsync(ids[0]), await ChangeAsync(south)],
            change =>
                Assert.Equal(
                    "Base allocation of £900.00 was posted to South on 1 April 2026 (number 1 of 2026-27), so this can no longer be undone: Blaby and Oadby and Wigston merge into South on 1 April 2026",
                    change.WhyNotUndone?.Sentence
                )
        );
        Assert.NotNull(await Sentence(undo.RunAsync(officer, south)));
        Assert.Equal(["Rutland", "South"], await NamesAsync(Year.Next));
    }

    [Fact]
    public async Task An_area_ends_with_a_year_and_goes_on_when_that_is_undone_before_the_next_is_shared_out()
    {
        var (officer, ids) = await OpenedAsync("Leicester", "Rutland");
        Assert.Null((await new OpenYear(database.Db).RunAsync(officer, Year.Next)).FirstRefusal);
        var (end, undo) = (new EndArea(database.Db), new UndoAreaChange(database.Db));
        Assert.Equal("Areas end on 31 March, with a financial year", await Sentence(end.RunAsync(officer, ids[1], new(2026, 4, 1))));
        Assert.Equal(
            "Rutland starts on 1 April 2020, so it cannot end before that",
            await Sentence(end.RunAsync(officer, ids[1], new(2020, 3, 31)))
        );
        var request = await RequestAsync(officer, Year.Next, LedgerRequestKind.Funding, null, 500, "Budget");
        Assert.Null((await DecideAsync(request)).FirstRefusal);
        var waiting = await RequestAsync(officer, Year.Next, LedgerRequestKind.Base, ids[1], 500);
        Assert.Equal(
            "Rutland already has a request in 2026-27, so it cannot end before that year",
            await Sentence(end.RunAsync(officer, ids[1], Year.End))
        );
        Assert.Null((await new WithdrawLedgerRequest(database.Db).RunAsync(officer, waiting)).FirstRefusal);
        Assert.Null(await Sentence(end.RunAsync(officer, ids[1], Year.End)));
        Assert.Equal("Rutland ends on 31 March 2026", await DetailAsync());
        Assert.Equal(["Leicester"], await NamesAsync(Year.Next));
        Assert.Equal("Rutland already ends on 31 March 2026", await Sentence(end.RunAsync(officer, ids[1], Year.Next.End)));
        Assert.Null(await Sentence(undo.RunAsync(officer, ids[1])));
        Assert.Equal(["Leicester", "Rutland"], await NamesAsync(Year.Next));

        Assert.Null(await Sentence(end.RunAsync(officer, ids[1], Year.End)));
        await AllocateAsync(officer, Year.Next, ids[0], 500);
        Assert.Equal(
            "Base allocation of £500.00 was posted to Leicester on 1 April 2026 (number 1 of 2026-27), so this can no longer be undone: Rutland ends on 31 March 2026",
            await Sentence(undo.RunAsync(officer, ids[1]))
        );
    }

    [Fact]
    public async Task An_added_area_is_removed_until_something_names_it()
    {
        var (officer, ids) = await OpenedAsync("Leicester");
        var (add, undo) = (new AddArea(database.Db), new UndoAreaChange(database.Db));
        Assert.Null(await Sentence(add.RunAsync(officer, "Rutland", null, Year.Start)));
        var rutland = await database.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Rutland'");
        Assert.Equal(["Leicester", "Rutland"], await NamesAsync(Year));
        Assert.Null(await Sentence(undo.RunAsync(officer, rutland)));
        Assert.Equal(["Leicester"], await NamesAsync(Year));
        await Assert.ThrowsAsync<Platform.Data.NotFoundException>(() => undo.RunAsync(officer, rutland));

        Assert.Null(await Sentence(add.RunAsync(officer, "Rutland", null, Year.Start)));
        rutland = await database.Db.ScalarAsync<Guid>("select Id from CspArea where Name = 'Rutland'");
        Assert.True((await new AddHostedScheme(database.Db).RunAsync(officer, "Case system", rutland)).IsDone);
        Assert.Equal(
            "Rutland already has a hosted scheme, so this can no longer be undone: Rutland was added from 1 April 2025",
            await Sentence(undo.RunAsync(officer, rutland))
        );
        Assert.Equal("Leicester was added from 1 April 2020", (await ChangeAsync(ids[0])).Change.Sentence);
    }

    private static async Task<string?> Sentence(Task<Result> attempt) => (await attempt).FirstRefusal?.Sentence;

    private static async Task<string?> Sentence(Task<Result<Guid>> attempt) => (await attempt).FirstRefusal?.Sentence;

    private Task<AreaQueries.Area> AreaAsync(Guid id) => database.Db.ReadAsync(work => AreaQueries.GetAsync(work, id));

    private async Task<AreaQueries.LastChange> ChangeAsync(Guid id) => (await database.Db.ReadAsync(AreaQueries.ChangesAsync))[id];

    private Task<IReadOnlyList<string>> ChoicesAsync() => database.Db.ReadAsync(AreaQueries.ChoicesAsync);

    private async Task<IEnumerable<string>> NamesAsync(FinancialYear year) =>
        (await database.Db.ReadAsync(work => YearOverview.GetAsync(work, year))).Lines.Select(line => line.Area);

    private Task<IReadOnlyList<Guid>> AreasOfAsync(Actor person) =>
        database.Db.QueryAsync<Guid>(
            "select m.AreaId from PersonCspArea m join CspArea a on a.Id = m.AreaId where m.PersonId = @Id order by a.Position",
            new { person.Id }
        );

    private Task<string?> DetailAsync() =>
        database.Db.ScalarAsync<string>("select Detail from AuditEntry where Sequence = (select max(Sequence) from AuditEntry)");

    private static OrganisationDetails Organisation(string area) =>
        new()
        {
            Name = "Friends of Test Park",
            Kind = "Unregistered group",
            AddressLine = "1 Test Street",
            Town = "Leicester",
            Postcode = "LE1 9ZZ",
            Area = area,
            Phone = "0116 496 0001",
        };

    private async Task<(Actor Officer, IReadOnlyList<Guid> Areas)> OpenedAsync(params string[] names)
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var ids = names.Select(_ => Guid.CreateVersion7()).ToList();
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into CspArea (Id, Name, Position, ValidFrom) values (@id, @Name, @Position, @From)",
                ids.Select(
                    (id, i) =>
                        new
                        {
                            id,
                            Name = names[i],
                            Position = i + 1,
                            From = new DateOnly(2020, 4, 1),
                        }
                )
            )
        );
        Assert.Null((await new OpenYear(database.Db).RunAsync(officer, Year)).FirstRefusal);
        return (officer, ids);
    }

    /// <summary>Money of the budget for an area, requested and approved.</summary>
    private async Task AllocateAsync(Actor officer, FinancialYear year, Guid area, decimal pounds)
    {
        Assert.Null((await DecideAsync(await RequestAsync(officer, year, LedgerRequestKind.Funding, null, pounds, "Budget"))).FirstRefusal);
        Assert.Null((await DecideAsync(await RequestAsync(officer, year, LedgerRequestKind.Base, area, pounds))).FirstRefusal);
    }

    private async Task<Guid> RequestAsync(
        Actor officer,
        FinancialYear year,
        LedgerRequestKind kind,
        Guid? area,
        decimal pounds,
        string? source = null
    )
    {
        var result = await new RequestLedgerPosting(database.Db).RunAsync(
            officer,
            new(year, kind, year.Start, [new(area, Money.FromPounds(pounds))], "Budget of the year", "Paper 1") { Source = source }
        );
        Assert.Null(result.FirstRefusal);
        return result.Value;
    }

    private async Task<Result> DecideAsync(Guid request) =>
        await new DecideLedgerRequest(database.Db).RunAsync(await scenario.PersonAsync(Role.ChiefFinanceOfficer), request, true, null);

    private Task<int> LockAsync(FinancialYear year) =>
        database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update LedgerYear set LockedAt = @Now, LockedBy = @By where BudgetYear = @BudgetYear",
                new
                {
                    work.Now,
                    By = Guid.CreateVersion7(),
                    BudgetYear = year.ToString(),
                }
            )
        );
}
