using System.Diagnostics;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Features.Audit;
using Commissioning.Features.Decisions;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Data;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Nodes;

/// <summary>Prepares a database in the middle of work that portals then do, and checks that all of it is consistent.</summary>
internal sealed class InterruptedWork(TestDatabase database)
{
    public const int Applications = 24;
    private readonly Scenario scenario = new(database.Db, database.Clock);

    /// <summary>Sent with number, copy, receipt and checks, or a draft with none of them.</summary>
    public async Task AssertWholeAsync(Guid round)
    {
        await TallyAssert.MatchesAsync(database.Db, round);
        var sent = await database.CountAsync("Application", "Status = 'Submitted'");
        Assert.Equal(
            sent,
            await database.CountAsync(
                "Application",
                "Number is not null and Reference is not null and CopyJson is not null and CopySha256 is not null"
            )
        );
        Assert.Equal(sent, await database.CountAsync("OutboxEmail", "Kind = 'Receipt'"));
        // Each has the same checks, and none twice.
        var names = await database.Db.ScalarAsync<int>("select count(distinct Name) from DueDiligenceCheck");
        Assert.Equal(sent * names, await database.CountAsync("DueDiligenceCheck"));
        Assert.Equal(
            sent * names,
            await database.Db.ScalarAsync<int>(
                "select count(*) from (select ApplicationId, Name from DueDiligenceCheck group by ApplicationId, Name) x"
            )
        );
        Assert.Equal(sent, await database.CountAsync("AuditEntry", "Action = 'ApplicationSubmitted' and Detail is not null"));
        Assert.True((await new VerifyAudit(database.Db).RunAsync()).Intact);
    }

    public static async Task<BrowserPage> FilledAsync(Browser browser, Guid draft) =>
        (await browser.OpenAsync(Links.Applications.Check(draft)))
            .Choose("What I have said is true, I may apply on behalf of the organisation, and it has read the conditions in the guidance")
            .Fill("Your full name", "Amira Khan");

    public async Task<(Actor Officer, Guid Round)> DecidedAsync()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        Actor[] panel = [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)];
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var round = await scenario.RoundAsync(officer, panel, Scenario.Details() with { Pot = Money.FromPounds(200_000) });
        for (var i = 0; i < Applications; i++)
        {
            var application = await scenario.ApplicationAsync(
                round,
                await scenario.OrganisationAsync(applicant, $"Group {i}"),
                applicant,
                $"Project {i}"
            );
            foreach (var assessor in panel)
                await scenario.AssignedAsync(application, assessor, 4, 4, 4, 4, i % 6);
        }
        database.Clock.MoveTo("2026-02-23 10:00");
        Assert.Null((await new AgreeMeans(database.Db).RunAsync(officer, round, new([panel[0].Id, panel[1].Id], null))).FirstRefusal);
        Assert.Null((await new SetThreshold(database.Db).RunAsync(officer, round, 75)).FirstRefusal);
        Assert.Null((await new MakeRecommendation(database.Db, new Office()).RunAsync(officer, round)).FirstRefusal);
        Assert.Empty(
            (
                await new DecideRound(database.Db, new()).RunAsync(
                    await scenario.PersonAsync(Role.Approver),
                    round,
                    DecideRound.AsRecommended
                )
            ).Refusals
        );
        return (officer, round);
    }

    public async Task<(Actor Applicant, Guid Round, IReadOnlyList<Guid> Drafts)> ReadyDraftsAsync()
    {
        var officer = await scenario.PersonAsync(Role.CommissioningOfficer);
        var applicant = await scenario.PersonAsync(Role.Applicant);
        var round = await scenario.RoundAsync(
            officer,
            [await scenario.PersonAsync(Role.PanelMember), await scenario.PersonAsync(Role.PanelMember)]
        );
        var drafts = new List<Guid>();
        for (var i = 0; i < Applications; i++)
            drafts.Add(
                await scenario.ApplicationAsync(round, await scenario.OrganisationAsync(applicant, $"Group {i}"), applicant, $"Project {i}")
            );
        // Complete applications, reset to the moment before they were sent.
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("delete from DueDiligenceCheck");
            await work.ExecuteAsync(
                "update RoundTally set Drafts = Submitted, Submitted = 0, Requested = 0, LastNumber = 0 where RoundId = @round",
                new { round }
            );
            return await work.ExecuteAsync(
                "update Application set Status = 'Draft', Number = null, Reference = null, SubmittedBy = null, SubmittedAt = null, DeclaredName = null, CopyJson = null, CopySha256 = null"
            );
        });
        foreach (var draft in drafts)
        {
            await scenario.ConfirmProfileAsync(draft);
            await scenario.AddRequiredDocumentsAsync(draft);
        }
        return (applicant, round, drafts);
    }

    public async Task UntilAsync(string where, Func<int, bool> enough, string table = "Letter")
    {
        for (var watch = Stopwatch.StartNew(); !enough(await database.CountAsync(table, where)); await Task.Delay(20))
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(10), $"{table} never came to {where}");
    }

    /// <summary>Acts when a few letters are made and the others are not. Their batch is locked meanwhile, so no letter is finished before
    /// it is done.</summary>
    public async Task WhileLettersAreMadeAsync(Func<Work, Task> act)
    {
        await UntilAsync("State = 'Made'", made => made >= 3);
        await database.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("update LetterBatch set Letters = Letters");
            Assert.InRange(await work.ScalarAsync<int>("select count(*) from Letter where State = 'Made'"), 3, Applications - 1);
            await act(work);
            return 0;
        });
    }

    public Task WriteClockAsync(string london) =>
        database.Db.ChangeAsync(
            Actor.Portal,
            AuditAction.ClockMoved,
            Guid.Empty,
            async work =>
            {
                var ticks = (Scenario.Utc(london) - TimeProvider.System.GetUtcNow().UtcDateTime).Ticks;
                var row = new
                {
                    Name = "clock-offset-ticks",
                    SetValue = ticks.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    work.Now,
                };
                if (await work.ExecuteAsync("update Setting set SetValue = @SetValue, ChangedAt = @Now where Name = @Name", row) == 0)
                    await work.ExecuteAsync("insert into Setting (Name, SetValue, ChangedAt) values (@Name, @SetValue, @Now)", row);
                return Result.Done;
            }
        );
}
