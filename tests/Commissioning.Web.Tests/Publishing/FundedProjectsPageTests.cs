using System.Net;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Publishing;

public sealed class FundedProjectsPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Funded_projects_are_public_once_accepted_and_published()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        var (visitor, page) = (host.Visitor(), Links.Publishing.Round(stages.Round));
        await visitor.OpenAsync(page, HttpStatusCode.NotFound);
        await host.WithAsync<Commissioning.Features.Awards.ReleaseLetters, Commissioning.Domain.Result>(release =>
            release.RunAsync(stages.Officer, stages.Round)
        );
        // Offers are out, and nobody has accepted one.
        var offered = await visitor.OpenAsync(page);
        offered.AssertSays("2 of 3 applications were offered a grant. No grant is published so far.");
        offered.AssertDoesNotSay("Project A");
        offered.AssertDoesNotSay("not published yet");
        Assert.Null((await stages.AcceptAsync(0)).FirstRefusal);
        var accepted = await visitor.OpenAsync(page);
        accepted.AssertSays("1 more grant was accepted and is not published yet. It is in no figure here.");
        accepted.AssertDoesNotSay("Project A");
        await stages.PublishGrantsAsync();
        var published = await visitor.OpenAsync(page);
        published.AssertSays("2 of 3 applications were offered a grant. 1 grant is published so far, £5,000.00 in total.");
        published.AssertSays("Project A");
        published.AssertDoesNotSay("Project B");
        published.AssertDoesNotSay("Project C");
        (await visitor.OpenAsync(Links.Publishing.Rounds)).AssertSays("£5,000.00");
    }
}
