using System.Net;
using Commissioning.Domain.Accounts;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Operations;

public sealed class UndeliveredPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task A_message_that_did_not_arrive_is_a_task_until_it_was_sent_elsewhere_posted_or_told_by_phone()
    {
        var officer = await host.Scenario.PersonAsync(Role.CommissioningOfficer);
        var applicant = await host.Scenario.PersonAsync(Role.Applicant);
        var organisation = await host.Scenario.OrganisationAsync(applicant, "Friends of the Lost Letter");
        var browser = await host.AsAsync(officer);
        (await browser.OpenAsync(Links.Casework.Work)).AssertDoesNotSay("Message that did not arrive");
        var email = await FailedAsync(organisation);
        (await browser.OpenAsync(Links.Casework.Work)).AssertSays("Message that did not arrive: ring the organisation");
        var page = await browser.OpenAsync(Links.Operations.Undelivered(email));
        page.AssertSays("Ring Friends of the Lost Letter on 0116 496 0001");
        (await page.PressAsync("Save", HttpStatusCode.BadRequest)).AssertError("Say what you want to do");
        page = await page.Choose("Send it to another address")
            .Fill("The other address (optional)", "x")
            .PressAsync("Save", HttpStatusCode.BadRequest);
        page.AssertError("Enter an e-mail address in the right form, such as name@example.com");
        page = await page.Fill("The other address (optional)", "New@Group.example").PressAsync("Save");
        page.AssertSays("The message is on its way");
        page.AssertDoesNotSay("Message that did not arrive");
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "OutboxEmail",
                "ToAddress = 'new@group.example' and Subject = 'An offer' and TextBody = 'Words' and State = 'Waiting'"
            )
        );
        Assert.Equal(
            1,
            await host.Database.CountAsync(
                "AuditEntry",
                "Action = 'EmailSentElsewhere' and SubjectId = @organisation and Detail like 'An offer: to new@group.example, not %'",
                new { organisation }
            )
        );
        (await browser.OpenAsync(Links.Operations.Undelivered(email))).AssertSays("This message has already been dealt with.");

        page = await (await browser.OpenAsync(Links.Operations.Undelivered(await FailedAsync(organisation))))
            .Choose("Nothing more: I have posted it")
            .PressAsync("Save");
        page.AssertDoesNotSay("Message that did not arrive");
        page = await (await browser.OpenAsync(Links.Operations.Undelivered(await FailedAsync(organisation))))
            .Choose("Send it again to the same address")
            .PressAsync("Save");
        page.AssertDoesNotSay("Message that did not arrive");
        // A link to sign in is not the office's task: its reader asks for a new one.
        await FailedAsync(applicant.Id);
        (await browser.OpenAsync(Links.Casework.Work)).AssertDoesNotSay("Message that did not arrive");
    }

    private async Task<Guid> FailedAsync(Guid about)
    {
        var id = Guid.CreateVersion7();
        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync(
                "insert into OutboxEmail (Id, SubjectId, ToAddress, Subject, TextBody, Kind, State, Attempts, NextAttemptAt, CreatedAt, LastError) values (@id, @about, 'gone@group.example', 'An offer', 'Words', 'Award', 'Failed', 1, @Now, @Now, '550 No such user')",
                new
                {
                    id,
                    about,
                    work.Now,
                }
            )
        );
        return id;
    }
}
