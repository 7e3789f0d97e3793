using System.Globalization;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Awards;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Publishing;

public sealed class FigureEditionTests : IDisposable
{
    private readonly TestDatabase database = new();

    private static readonly DateOnly[] Quarters = [new(2025, 3, 31), new(2025, 6, 30), new(2025, 9, 30), new(2025, 12, 31)];

    public void Dispose() => database.Dispose();

    [Fact]
    public async Task Editions_follow_each_other_and_no_row_of_any_differs_from_another_by_one_or_two_projects()
    {
        var (fund, officer, other) = await FundAsync();
        var random = new Random(7);
        var tables = new List<FigureEditions.Edition>();
        foreach (var quarter in Quarters)
        {
            await FinishAsync(random.Next(0, 9), quarter);
            tables.Add(await PublishedAsync(fund, quarter, officer, other));
        }
        Assert.True(tables[^1].Content.Projects >= 6);
        foreach (var edition in tables)
        {
            foreach (
                var table in FigureEditions
                    .TablesOf(edition.Content)
                    .Where(table => table.Caption.StartsWith("People reached, by", StringComparison.Ordinal))
            )
            {
                Assert.Equal(Number(FigureEditions.TablesOf(edition.Content)[0].Rows[0][1]), table.Rows.Sum(row => Number(row[2])));
                foreach (var row in table.Rows.Where(IsShown))
                {
                    Assert.Equal(0, Number(row[2]) % Suppression.Step);
                    AssertWide(Number(row[1]));
                    AssertWide(edition.Content.Projects - Number(row[1]));
                    foreach (var earlier in tables.Where(one => one.CountedTo < edition.CountedTo))
                        AssertWide(Number(row[1]) - Before(earlier, table.Caption, row[0]));
                }
            }
            var csv = Encoding.UTF8.GetString(FigureEditions.Csv(edition));
            Assert.All(FigureEditions.TablesOf(edition.Content), table => Assert.Contains(table.Caption, csv, StringComparison.Ordinal));
        }
        // Fewer than three wait, and are counted when there are enough.
        Assert.All(tables, edition => Assert.True(edition.Content.Waiting < Suppression.FewestProjects));

        static void AssertWide(long projects) => Assert.True(projects is 0 or >= Suppression.FewestProjects);
        static bool IsShown(IReadOnlyList<string> row) => row[2] != "Not shown";
        static long Number(string cell) =>
            cell == "Not shown" ? 0 : long.Parse(cell, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        static long Before(FigureEditions.Edition edition, string caption, string name) =>
            FigureEditions
                .TablesOf(edition.Content)
                .FirstOrDefault(table => table.Caption == caption)
                ?.Rows.FirstOrDefault(row => row[0] == name)
                is { } row
            && IsShown(row)
                ? Number(row[1])
                : 0;
    }

    [Fact]
    public async Task A_group_that_was_corrected_after_it_was_published_never_comes_back()
    {
        var (fund, officer, other) = await FundAsync();
        await FinishAsync(9, Quarters[0]);
        var first = await PublishedAsync(fund, Quarters[0], officer, other);
        var groups = await database.Db.QueryAsync<(Guid Award, int Number)>(
            "select a.AwardId, a.GroupNumber from FigureEditionAward a join Award w on w.Id = a.AwardId where a.EditionId = @Id order by a.GroupNumber, w.Number",
            new { first.Id }
        );
        var wrong = groups.Where(row => row.Number == groups[0].Number).Select(row => row.Award).ToList();
        var whole = first.Content.Releases.Single();
        Assert.True(wrong.Count >= 3 && whole.Groups.Count > 1);
        await new TakeBackEdition(database.Db).RunAsync(officer, first.Id, "A number was wrong");

        // Corrected and accepted again only after the quarter, so that the quarter alone would not show it.
        await CorrectAsync(wrong[0], 64, LondonTime.ToUtc(Quarters[2], new TimeOnly(9, 0)));
        var second = await PublishedAsync(fund, Quarters[0], officer, other);
        AssertLeftOut(second);
        // Neither a third edition beside it nor a second correction brings the group back.
        AssertLeftOut(await PublishedAsync(fund, Quarters[1], officer, other));
        await new TakeBackEdition(database.Db).RunAsync(officer, second.Id, "Once more");
        await CorrectAsync(wrong[0], 9, LondonTime.ToUtc(Quarters[2], new TimeOnly(9, 0)));
        AssertLeftOut(await PublishedAsync(fund, Quarters[3], officer, other));

        void AssertLeftOut(FigureEditions.Edition edition)
        {
            Assert.Equal(wrong.Count, edition.Content.Corrected);
            var left = Assert.Single(edition.Content.Releases);
            Assert.Equal(whole.Groups.Skip(1).Select(Text), left.Groups.Select(Text));
            Assert.Empty(left.Questions);
            Assert.Contains(
                FigureEditions.TablesOf(edition.Content)[0].Rows,
                row => row[0].Contains("corrected since they were published, so they are left out", StringComparison.Ordinal)
            );
        }
        static string Text(EditionGroup group) => $"{group.Projects} {string.Join('/', group.By)} {group.PeopleNew} {group.PeopleRepeat}";
    }

    [Fact]
    public async Task An_edition_is_not_published_once_a_figure_in_it_was_corrected()
    {
        var (fund, officer, other) = await FundAsync();
        await FinishAsync(5, Quarters[0]);
        var id = (await new MakeEdition(database.Db).RunAsync(officer, fund, Quarters[0])).Value;
        var publish = new PublishEdition(database.Db);
        var approve = new ApproveEdition(database.Db);
        var remove = new RemoveEdition(database.Db);
        Assert.Null((await approve.RunAsync(other, id)).FirstRefusal);
        var award = (
            await database.Db.QueryAsync<Guid>(
                "select a.AwardId from FigureEditionAward a join Award w on w.Id = a.AwardId where a.EditionId = @id order by w.Number",
                new { id }
            )
        )[0];
        await CorrectAsync(award, 7, LondonTime.ToUtc(Quarters[0], new TimeOnly(9, 0)));
        Assert.Equal(
            "Figures in this edition were corrected since it was made. Remove it, and make it again.",
            (await publish.RunAsync(officer, id)).FirstRefusal?.Sentence
        );
        Assert.Null((await remove.RunAsync(officer, id)).FirstRefusal);
        // Nobody had seen it, so the group is formed with the corrected figure.
        var edition = await PublishedAsync(fund, Quarters[0], officer, other);
        Assert.Equal((5, 0), (edition.Content.Projects + edition.Content.NotShown, edition.Content.Corrected));
        // Erasing a project corrects nothing.
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("update FigureEditionAward set Counted = null where AwardId = @award", new { award });
            return await work.ExecuteAsync("update MonitoringReturn set PeopleNew = null where AwardId = @award", new { award });
        });
        var later = await PublishedAsync(fund, Quarters[1], officer, other);
        Assert.Equal((edition.Content.PeopleNew, 0), (later.Content.PeopleNew, later.Content.Corrected));
    }

    private async Task CorrectAsync(Guid award, int people, DateTime at)
    {
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update MonitoringReturn set PeopleNew = @people, PeopleRepeat = 0, ReviewedAt = @at where AwardId = @award and IsLatest = 1",
                new
                {
                    award,
                    people,
                    at,
                }
            )
        );
        await RefreshAsync([award]);
    }

    [Fact]
    public async Task An_edition_is_approved_by_a_second_person_published_and_taken_back_with_a_reason()
    {
        var (fund, officer, other) = await FundAsync();
        await FinishAsync(5, Quarters[0]);
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "update MonitoringReturn set Status = 'Submitted', IsLatest = 0, SubmittedAt = @At where AwardId = (select w.Id from Award w where w.Number = 40)",
                new { At = LondonTime.ToUtc(Quarters[0], new TimeOnly(8, 0)) }
            )
        );
        var make = new MakeEdition(database.Db);
        Assert.Equal("Choose the last day of a quarter", (await make.RunAsync(officer, fund, new(2025, 3, 30))).FirstRefusal?.Sentence);
        Assert.Equal("This quarter is not over yet", (await make.RunAsync(officer, fund, new(2099, 3, 31))).FirstRefusal?.Sentence);
        var id = (await make.RunAsync(officer, fund, Quarters[0])).Value;
        Assert.StartsWith(
            "An edition of this fund is not published yet",
            (await make.RunAsync(officer, fund, Quarters[1])).FirstRefusal?.Sentence,
            StringComparison.Ordinal
        );
        var (approve, publish, takeBack) = (
            new ApproveEdition(database.Db),
            new PublishEdition(database.Db),
            new TakeBackEdition(database.Db)
        );
        var editions = new FigureEditions(database.Db);
        Assert.Equal(
            "A second person must approve this edition before it is published",
            (await publish.RunAsync(officer, id)).FirstRefusal?.Sentence
        );
        Assert.Equal(
            "You made this edition, so someone else must approve it",
            (await approve.RunAsync(officer, id)).FirstRefusal?.Sentence
        );
        await Assert.ThrowsAsync<NotFoundException>(() => editions.GetPublicAsync(id));
        Assert.Null((await approve.RunAsync(other, id)).FirstRefusal);
        Assert.Null((await publish.RunAsync(officer, id)).FirstRefusal);
        var published = await editions.GetPublicAsync(id);
        Assert.Equal((5, 1), (published.Content.Projects, published.Content.NotChecked));
        Assert.Equal(
            "A published edition stays on record. Take it back instead.",
            (await new RemoveEdition(database.Db).RunAsync(officer, id)).FirstRefusal?.Sentence
        );
        Assert.StartsWith("Say in up to 500", (await takeBack.RunAsync(officer, id, " ")).FirstRefusal?.Sentence, StringComparison.Ordinal);
        Assert.Null((await takeBack.RunAsync(officer, id, "A project was counted in the wrong area")).FirstRefusal);
        Assert.Equal("A project was counted in the wrong area", (await editions.GetPublicAsync(id)).WithdrawnReason);
        // The next edition counts its projects again, in the same groups.
        var again = await PublishedAsync(fund, Quarters[0], officer, other);
        Assert.Equal(published.Content.PeopleNew, again.Content.PeopleNew);
        Assert.Equal(published.Content.By(0), again.Content.By(0));
    }

    private async Task<(Guid Fund, Actor Officer, Actor Other)> FundAsync()
    {
        var (fund, _) = await BulkAwards.FillAsync(database, 40, 2);
        var scenario = new Scenario(database.Db, database.Clock);
        await database.Db.HousekeepAsync(work => work.ExecuteAsync("update MonitoringReturn set ReviewedAt = null"));
        return (fund, await scenario.PersonAsync(Role.CommissioningOfficer), await scenario.PersonAsync(Role.CommissioningOfficer));
    }

    /// <summary>The final returns of so many more projects are accepted in the quarter.</summary>
    private Task FinishAsync(int projects, DateOnly quarter) =>
        database.Db.HousekeepAsync(async work =>
        {
            var left = await work.QueryAsync<Guid>(
                "select t.Id from MonitoringReturn t join Award w on w.Id = t.AwardId where t.ReviewedAt is null and t.Status = 'Accepted' order by w.Number"
            );
            return await work.ExecuteAsync(
                "update MonitoringReturn set ReviewedAt = @At where Id = @id",
                left.Take(projects).Select(id => new { id, At = LondonTime.ToUtc(quarter, new TimeOnly(9, 0)) })
            );
        });

    private Task<Result> RefreshAsync(IReadOnlyList<Guid> awards) =>
        database.Db.ChangeAsync(
            Actor.Portal,
            Domain.Audit.AuditAction.ReturnAccepted,
            awards[0],
            async work =>
            {
                foreach (var award in awards)
                    await AwardTotals.RefreshAsync(work, award);
                return Result.Done;
            }
        );

    private async Task<FigureEditions.Edition> PublishedAsync(Guid fund, DateOnly quarter, Actor officer, Actor other)
    {
        var id = (await new MakeEdition(database.Db).RunAsync(officer, fund, quarter)).Value;
        var publish = new PublishEdition(database.Db);
        var approve = new ApproveEdition(database.Db);
        Assert.Null((await approve.RunAsync(other, id)).FirstRefusal);
        Assert.Null((await publish.RunAsync(officer, id)).FirstRefusal);
        return await new FigureEditions(database.Db).GetPublicAsync(id);
    }
}
