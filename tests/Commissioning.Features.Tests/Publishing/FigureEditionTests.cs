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
                foreach (var row in table.Rows)
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
        static long Number(string cell) => long.Parse(cell, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        static long Before(FigureEditions.Edition edition, string caption, string name) =>
            FigureEditions
                .TablesOf(edition.Content)
                .FirstOrDefault(table => table.Caption == caption)
                ?.Rows.FirstOrDefault(row => row[0] == name)
                is { } row
                ? Number(row[1])
                : 0;
    }

    [Fact]
    public async Task A_person_more_in_one_project_leaves_every_edition_as_it_was()
    {
        var (fund, officer, other) = await FundAsync();
        await FinishAsync(4, Quarters[0]);
        // One more and one less in two projects of one group, which nobody outside can tell from the edition.
        var first = await PublishedAsync(fund, Quarters[0], officer, other);
        var pair = await database.Db.QueryAsync<Guid>(
            "select a.AwardId from FigureEditionAward a join Award w on w.Id = a.AwardId where a.EditionId = @Id and a.GroupNumber = 0 order by w.Number desc",
            new { first.Id }
        );
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync(
                "update MonitoringReturn set PeopleNew = PeopleNew + 1 where AwardId = @award",
                new { award = pair[0] }
            );
            return await work.ExecuteAsync(
                "update MonitoringReturn set PeopleNew = PeopleNew - 1 where AwardId = @award",
                new { award = pair[1] }
            );
        });
        await RefreshAsync(pair);
        await FinishAsync(0, Quarters[1]);
        var second = await PublishedAsync(fund, Quarters[1], officer, other);
        Assert.Equal(first.Content.PeopleNew, second.Content.PeopleNew);
        Assert.Equal(FigureEditions.TablesOf(first.Content)[0].Rows, FigureEditions.TablesOf(second.Content)[0].Rows);
        // A correction of one project alone shows nowhere: published numbers stay.
        await database.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update MonitoringReturn set PeopleNew = PeopleNew + 30 where AwardId = @award", new { award = pair[0] })
        );
        await RefreshAsync(pair);
        Assert.Equal(second.Content.PeopleNew, (await PublishedAsync(fund, Quarters[2], officer, other)).Content.PeopleNew);
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
        var (publish, editions) = (new PublishEdition(database.Db), new FigureEditions(database.Db));
        Assert.Equal(
            "A second person must approve this edition before it is published",
            (await publish.PublishAsync(officer, id)).FirstRefusal?.Sentence
        );
        Assert.Equal(
            "You made this edition, so someone else must approve it",
            (await publish.ApproveAsync(officer, id)).FirstRefusal?.Sentence
        );
        await Assert.ThrowsAsync<NotFoundException>(() => editions.GetPublicAsync(id));
        Assert.Null((await publish.ApproveAsync(other, id)).FirstRefusal);
        Assert.Null((await publish.PublishAsync(officer, id)).FirstRefusal);
        var published = await editions.GetPublicAsync(id);
        Assert.Equal((5, 1), (published.Content.Projects, published.Content.NotChecked));
        Assert.Equal(
            "A published edition stays on record. Take it back instead.",
            (await publish.RemoveAsync(officer, id)).FirstRefusal?.Sentence
        );
        Assert.StartsWith(
            "Say in up to 500",
            (await publish.WithdrawAsync(officer, id, " ")).FirstRefusal?.Sentence,
            StringComparison.Ordinal
        );
        Assert.Null((await publish.WithdrawAsync(officer, id, "A project was counted in the wrong area")).FirstRefusal);
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
        Assert.Null((await publish.ApproveAsync(other, id)).FirstRefusal);
        Assert.Null((await publish.PublishAsync(officer, id)).FirstRefusal);
        return await new FigureEditions(database.Db).GetPublicAsync(id);
    }
}
