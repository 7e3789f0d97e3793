using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Awards;

/// <summary>Letter pages with content, with axe; those of applicants on a phone without scripts.</summary>
public sealed class LettersInChromiumTests(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task Letter_pages_are_accessible_in_Chromium_from_template_to_reading()
    {
        var stages = await RoundInStages.ModeratedAsync(host);
        var award = await stages.AcceptedAsync();
        var (application, fund) = (
            stages.Applications[0],
            await host.Db.ScalarAsync<Guid>("select FundId from Round where Id = @Round", new { stages.Round })
        );
        await host.Db.ChangeAsync(
            stages.Officer,
            AuditAction.ReturnReminded,
            award,
            async work =>
            {
                await LetterQueue.QueueAsync(
                    work,
                    stages.Officer,
                    application.Id,
                    LetterKind.Reminder,
                    await work.ScalarAsync<Guid>("select Id from MonitoringReturn where AwardId = @award", new { award })
                );
                return Result.Done;
            }
        );
        while (await host.Database.CountAsync("Letter", "State = 'Waiting'") > 0)
            await host.WithAsync<MakeLetters, int>(make => make.RunAsync("test"));

        await using var session = await BrowserSession.OpenAsync(host);
        var officer = await session.DeskAsync(stages.Officer);
        await officer.OpenAsync(Links.Awards.FundLetters(fund), "letters-of-a-fund");
        await officer.OpenAsync(Links.Awards.FundLetter(fund, LetterKind.Award));
        await officer.TypeAsync("Title", "A grant of {{amuont}}");
        await officer.PressAsync("Save as a new version", "letter-template-errors");
        await officer.SaysAsync("Did you mean {{amount}}?");
        await officer.TypeAsync("Title", "A grant of {{amount}}");
        await officer.PressAsync("Preview", "letter-template-preview");
        await officer.SaysAsync("How it will read");
        await officer.PressAsync("Save as a new version", "letter-template-saved");
        await officer.OpenAsync(Links.Awards.DayBatches, "letters-of-days");
        await officer.OpenAsync(
            Links.Awards.DayBatch(await host.Db.ScalarAsync<Guid>("select Id from LetterBatch where RoundId is null")),
            "letters-of-a-day"
        );
        await officer.PressAsync("Send all letters", "letters-of-a-day-sent");

        var phone = await session.PhoneAsync(application.Applicant);
        await phone.OpenAsync(Links.Awards.MyLetters(application.Id), "my-letters-phone");
        await phone.FollowAsync("Good news: we would like to fund Project A", "my-letter-phone");
        await session.PdfAsync(phone, "Download as PDF", "letter-offer");
    }
}
