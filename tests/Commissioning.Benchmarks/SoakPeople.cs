using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Applications;
using Commissioning.Testing;
using Commissioning.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Commissioning.Benchmarks;

/// <summary>The 50 people of a busy day, each with what they do over and over again.</summary>
internal static class SoakPeople
{
    public const int Applicants = 20,
        Assessors = 10,
        Officers = 10,
        Public = 10;

    /// <summary>A Tuesday on which one round is open and another is scored.</summary>
    public const string Day = "2026-02-24 10:00";

    /// <param name="Cookie">Of the signed-in session; empty: nobody is signed in.</param>
    /// <param name="Acts">One is chosen at random each time.</param>
    public sealed record Person(string Cookie, params IReadOnlyList<Func<SoakBrowser, Task>> Acts);

    /// <param name="settings">Of the portal that will serve them, besides those of the database.</param>
    /// <param name="more">Adds people, given the round that is open and what makes the cookie of a signed-in person.</param>
    public static async Task<IReadOnlyList<Person>> SeedAsync(
        TestDatabase database,
        IReadOnlyList<string>? settings = null,
        Func<Guid, Func<Actor, Task<string>>, Task<IEnumerable<Person>>>? more = null
    )
    {
        await using var app = Portal.Build([
            "--urls=http://127.0.0.1:0",
            .. database.Arguments,
            "--environment=Development",
            "--Demonstration:Load=false",
            $"--contentRoot={Repository.File("src", "Commissioning.Web")}",
            "--Logging:LogLevel:Default=Warning",
            .. settings ?? [],
        ]);
        var (db, clock) = (app.Services.GetRequiredService<Platform.Data.Db>(), app.Services.GetRequiredService<PortalClock>());
        var scenario = new Scenario(db, clock);
        var seed = await Seed.MakeAsync(db, clock, 57);
        var panel = new List<Actor>();
        for (var i = 0; i < Assessors; i++)
            panel.Add(await scenario.PersonAsync(Role.PanelMember));
        var scored = await scenario.RoundAsync(
            seed.Officer,
            panel,
            Scenario.Details() with
            {
                ClosesAt = Scenario.Utc("2026-01-19 17:00"),
                ScoringClosesAt = Scenario.Utc("2026-03-13 17:00"),
            }
        );
        var applications = new List<Guid>();
        for (var i = 0; i < 10; i++)
            applications.Add(await scenario.ApplicationAsync(scored, await scenario.OrganisationAsync(seed.Applicant), seed.Applicant));
        var open = await scenario.RoundAsync(
            seed.Officer,
            [panel[0], panel[1]],
            Scenario.Details() with
            {
                ClosesAt = Scenario.Utc("2026-03-30 17:00"),
                ScoringClosesAt = Scenario.Utc("2026-04-20 17:00"),
                DecisionExpectedOn = new(2026, 5, 15),
                ProjectsStartOn = new(2026, 6, 1),
            }
        );
        var people = new List<Person>();
        async Task<string> CookieAsync(Actor person) => await Sessions.CookieAsync(app.Services, person);

        foreach (var assessor in panel)
        {
            var sheets = new List<Guid>();
            foreach (var application in applications)
                sheets.Add(await scenario.AssignedAsync(application, assessor));
            await db.HousekeepAsync(work =>
                work.ExecuteAsync(
                    "update ScoringAssignment set Conflict = 'None', DeclaredAt = @Now where AssessorId = @Id",
                    new { assessor.Id, work.Now }
                )
            );
            people.Add(
                new(
                    await CookieAsync(assessor),
                    [
                        browser => browser.ReadAsync($"/scoring/{scored}"),
                        browser => browser.ScoreAsync(Links.Scoring.Sheet(browser.Pick(sheets))),
                        browser => browser.ScoreAsync(Links.Scoring.Sheet(browser.Pick(sheets))),
                    ]
                )
            );
        }
        for (var i = 0; i < Applicants; i++)
        {
            var applicant = await scenario.PersonAsync(Role.Applicant);
            var draft = (
                await new StartApplication(db).RunAsync(
                    applicant,
                    open,
                    await scenario.OrganisationAsync(applicant),
                    await scenario.EligibleAsync(open)
                )
            ).Value;
            people.Add(
                new(
                    await CookieAsync(applicant),
                    [
                        browser => browser.ReadAsync(Links.Applications.TaskList(draft)),
                        browser => browser.AnswerAsync(Links.Applications.Section(draft, "Need")),
                        browser => browser.AnswerAsync(Links.Applications.Section(draft, "Need")),
                        browser => browser.ReadAsync(Links.Applications.Mine),
                    ]
                )
            );
        }
        for (var i = 0; i < Officers; i++)
            people.Add(
                new(
                    await CookieAsync(await scenario.PersonAsync(Role.CommissioningOfficer)),
                    [
                        .. new[]
                        {
                            Links.Casework.Work,
                            Links.Funds.Rounds,
                            Links.Funds.Round(seed.Assessed),
                            Links.Funds.Round(scored),
                            Links.DueDiligence.Queue,
                            Links.Applications.Submitted(applications[i]),
                            Links.Awards.VariationQueue,
                        }.Select(Reading),
                    ]
                )
            );
        for (var i = 0; i < Public; i++)
            people.Add(
                new(
                    "",
                    [
                        .. new[]
                        {
                            Links.Home,
                            Links.Funds.OpenRounds,
                            Links.Publishing.Rounds,
                            Links.Publishing.Round(seed.Announced),
                            "/help",
                            "/health/ready",
                        }.Select(Reading),
                    ]
                )
            );
        if (more is not null)
            people.AddRange(await more(open, CookieAsync));
        // The portal's process reads the moved clock at its start.
        await app.Services.GetRequiredService<DevelopmentClock>().MoveAsync(seed.Officer, Scenario.Utc(Day));
        return people;
    }

    private static Func<SoakBrowser, Task> Reading(string path) => browser => browser.ReadAsync(path);
}
