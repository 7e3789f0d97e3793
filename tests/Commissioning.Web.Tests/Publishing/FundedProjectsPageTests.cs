using System.Net;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Publishing;

public sealed class FundedProjectsPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Funded_projects_are_public_once_the_letters_are_sent()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        await host.Visitor().OpenAsync(Links.Publishing.FundedRound(stages.Round), HttpStatusCode.NotFound);
        await host.WithAsync<Commissioning.Features.Awards.ReleaseLetters, Commissioning.Domain.Result>(release =>
            release.RunAsync(stages.Officer, stages.Round)
        );
        var page = await host.Visitor().OpenAsync(Links.Publishing.FundedRound(stages.Round));
        page.AssertSays("2 of 3 applications funded, £10,000.00 in total.");
        page.AssertSays("Project A");
        page.AssertDoesNotSay("Project C");
        (await host.Visitor().OpenAsync(Links.Publishing.Funded)).AssertSays("£10,000.00 in total");
    }
}
