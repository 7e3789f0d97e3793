using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Records;
using Commissioning.Testing;
using Commissioning.Web.Jobs;
using Microsoft.AspNetCore.Builder;

namespace Commissioning.Web.Tests.Operations;

public sealed class ErasurePageTests(ErasurePageTests.HostWithExportFolder host) : IClassFixture<ErasurePageTests.HostWithExportFolder>
{
    [Fact]
    public async Task A_list_of_what_is_due_is_a_task_that_an_administrator_approves_and_an_auditor_reads()
    {
        host.Clock.MoveTo("2026-03-02 02:00");
        var administrator = await host.Scenario.PersonAsync(Role.Administrator);
        var browser = await host.AsAsync(administrator);
        (await browser.OpenAsync(Links.Casework.Work)).AssertDoesNotSay("Proposal to erase records");
        var proposal = await ProposedAsync(3);
        (await browser.OpenAsync(Links.Casework.Work)).AssertSays("Proposal to erase records");

        // An auditor sees the list and cannot decide.
        var auditor = await host.AsAsync(await host.Scenario.PersonAsync(Role.Auditor));
        var page = await auditor.OpenAsync(Links.Records.Proposal(proposal));
        page.AssertSays("3 to erase");
        page.AssertSays("Old 2");
        page.AssertDoesNotSay("Why it is kept");
        page.AssertDoesNotSay("Export and erase");
        (await auditor.OpenAsync(Links.Casework.Work)).AssertDoesNotSay("Proposal to erase records");

        page = await browser.OpenAsync(Links.Records.Rules);
        page.AssertSays("To decide");
        page = await browser.OpenAsync(Links.Records.Proposal(proposal));
        page.AssertSays("default, not OPCC policy");
        (await page.PressAsync("Put it off", HttpStatusCode.BadRequest)).AssertError("Enter the date");

        var stale = await (await host.AsAsync(await host.Scenario.PersonAsync(Role.Administrator))).OpenAsync(
            Links.Records.Proposal(proposal)
        );

        // What the page said is not what would be erased now.
        await host.Db.HousekeepAsync(work => work.ExecuteAsync("delete from OutboxEmail where Subject = 'Old 1'"));
        page = await page.PressAsync("Export and erase 3 records", HttpStatusCode.BadRequest);
        page.AssertError("The list has changed since you opened it: 2 records would be erased now. Read it again");
        page = await page.PressAsync("Export and erase 2 records");
        page.AssertSays("The records are being exported and erased");
        page.AssertSays("Being erased");
        (await stale.PressAsync("Export and erase 3 records", HttpStatusCode.BadRequest)).AssertError(
            "Someone has approved this already, and the records are being erased"
        );
        Assert.Equal(1, await host.Database.CountAsync("AuditEntry", "Action = 'ErasureApproved'"));
        (await browser.OpenAsync(Links.Casework.Work)).AssertDoesNotSay("Proposal to erase records");

        await host.WithAsync<EraseApproved, int>(erase => erase.RunAsync());
        page = await auditor.OpenAsync(Links.Records.Proposal(proposal));
        page.AssertSays("SHA-256 of its manifest");
        Assert.Equal(0, await host.Database.CountAsync("OutboxEmail", "Subject like 'Old %'"));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(host.Folder, "erased"), "record.json", SearchOption.AllDirectories).Length);
    }

    private async Task<Guid> ProposedAsync(int emails)
    {
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OutboxEmail (Id, ToAddress, Subject, TextBody, SubjectId, State, CreatedAt, NextAttemptAt, Attempts, SentAt) values (@Id, 'ann@example.org', @Subject, 'Text', @Id, 'Sent', @At, @At, 1, @At)",
                Enumerable
                    .Range(1, emails)
                    .Select(i => new
                    {
                        Id = Guid.NewGuid(),
                        Subject = $"Old {i}",
                        At = work.Now.AddYears(-2),
                    })
                    .ToList()
            )
        );
        Assert.Equal(1, await host.WithAsync<ProposeErasures, int>(propose => propose.RunAsync()));
        return await host.Db.ScalarAsync<Guid>("select Id from RetentionProposal where State = 'Proposed'");
    }

    /// <summary>With a place for exports, and without the job that erases.</summary>
    public sealed class HostWithExportFolder : PortalHost
    {
        protected override string[] Settings => ["--Pdf:Chromium=/none", $"--Retention:ExportFolder={Path.Combine(Folder, "erased")}"];

        protected override void Adjust(WebApplicationBuilder builder) =>
            builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(ErasureJob)));
    }
}
