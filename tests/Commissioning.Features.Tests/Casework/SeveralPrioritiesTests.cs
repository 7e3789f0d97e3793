using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Lists;
using Commissioning.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Commissioning.Features.Tests.Casework;

/// <summary>Applications that serve several priorities of a round.</summary>
public sealed class SeveralPrioritiesTests
{
    private static readonly string[] Names = ["Road Safety", "Rural Crime", "Fraud"];

    [RepeatableProperty(5)]
    public FsCheck.Property Money_by_priority_adds_up_to_all_that_was_asked_for_whatever_else_is_served() =>
        Prop.ForAll(
            Any.Steps(Any.Each(Any.Number(0, 2), Any.Number(0, 7), Any.Number(300, 10_000)), 12),
            async steps =>
            {
                using var database = new TestDatabase();
                var (_, round) = await FilledAsync(
                    database,
                    steps
                        .Select(step =>
                            (
                                Names[step.Item1],
                                (IReadOnlyList<string>)Names.Where((_, i) => i != step.Item1 && (step.Item2 & (1 << i)) != 0).ToList(),
                                step.Item3
                            )
                        )
                        .ToList()
                );
                var figures = await new RoundCharts(database.Db).GetAsync(round);
                return figures.Priorities.Sum(row => row.Applications) == steps.Length
                    && figures.Priorities.Sum(row => row.Asked) == Money.FromPounds(steps.Sum(step => step.Item3))
                    && figures.Priorities.Sum(row => row.Asked) == figures.Stages.Requested;
            }
        );

    [Fact]
    public async Task Charts_count_the_main_priority_and_beside_it_what_is_served_also()
    {
        using var database = new TestDatabase();
        var (_, round) = await FilledAsync(database, Three);
        Assert.Equal(
            [("Road Safety", 2, 0, 3000), ("Rural Crime", 1, 1, 1000), ("Fraud", 0, 2, 0)],
            (await new RoundCharts(database.Db).GetAsync(round)).Priorities.Select(row =>
                (row.Name, row.Applications, row.Also, (int)(row.Asked.Pence / 100))
            )
        );
    }

    [Fact]
    public async Task A_list_shows_the_main_priority_and_the_others_and_finds_any_of_them()
    {
        using var database = new TestDatabase();
        var (officer, round) = await FilledAsync(database, Three);
        await database.Db.ReadAsync(async work =>
        {
            var list = await ApplicationList.OfAsync(work, officer, RolePermissions.Of([Role.CommissioningOfficer]), round);
            async Task<ListPage> AskAsync(params (string Key, string Value)[] asked) =>
                await ListReader.ReadAsync(
                    work,
                    list,
                    ListRequest.Parse(list, asked.Append(("columns", "project,priority")).ToLookup(one => one.Item1, one => one.Item2))
                );
            var all = await AskAsync();
            Assert.Equal(
                [("Road Safety", 2), ("Rural Crime", 2), ("Fraud", 2)],
                all.Choices["priority"].Select(choice => (choice.Value, choice.Count!.Value))
            );
            foreach (var choice in all.Choices["priority"])
                Assert.Equal(choice.Count, (await AskAsync(("priority", choice.Value))).Rows.Count);
            Assert.Equal(
                ["Road Safety; also Rural Crime; Fraud", "Rural Crime; also Fraud"],
                (await AskAsync(("priority", "Fraud"))).Rows.Select(row => row.Cells[1].Text)
            );
            using var text = new MemoryStream();
            await ListFile.WriteCsvAsync(work, list, ListRequest.Parse(list, Array.Empty<string>().ToLookup(one => one)), officer, text);
            Assert.NotEmpty(Encoding.UTF8.GetString(text.ToArray()));
            return 0;
        });
    }

    private static readonly IReadOnlyList<(string, IReadOnlyList<string>, int)> Three =
    [
        ("Road Safety", ["Rural Crime", "Fraud"], 2000),
        ("Rural Crime", ["Fraud"], 1000),
        ("Road Safety", [], 1000),
    ];

    private static async Task<(Actor Officer, Guid Round)> FilledAsync(
        TestDatabase database,
        IReadOnlyList<(string Main, IReadOnlyList<string> Also, int Pounds)> applications
    )
    {
        var scenario = new Scenario(database.Db, database.Clock);
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)],
            Scenario.Details() with
            {
                Priorities = Names,
                Policy = new() { MostPriorities = 3 },
            }
        );
        var organisation = await scenario.OrganisationAsync(applicant);
        foreach (var (main, also, pounds) in applications)
        {
            var id = await scenario.ApplicationAsync(round, organisation, applicant, pounds: pounds);
            await database.Db.HousekeepAsync(async work =>
            {
                await work.ExecuteAsync(
                    "insert into ApplicationPriority (ApplicationId, Position, Name) values (@id, @Position, @name)",
                    also.Select(
                        (name, i) =>
                            new
                            {
                                id,
                                Position = i + 1,
                                name,
                            }
                    )
                );
                return await work.ExecuteAsync("update Application set Priority = @main where Id = @id", new { main, id });
            });
        }
        return (officer, round);
    }
}
