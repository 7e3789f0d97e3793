using System.Net;
using Commissioning.Domain;
using Commissioning.Features.Awards;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Publishing;

public sealed class PublicDecisionPageTests(HostWithoutPdf host) : IClassFixture<HostWithoutPdf>
{
    [Fact]
    public async Task Decision_is_public_after_the_letters_with_the_grants_that_are_public_and_never_when_it_is_marked()
    {
        var stages = await (await RoundInStages.ModeratedAsync(host)).LettersMadeAsync();
        var decision = await host.Db.ScalarAsync<Guid>("select Id from Decision where RoundId = @Round", new { stages.Round });
        var number = (await host.Db.ScalarAsync<string>("select Number from Decision where Id = @decision", new { decision }))!;
        var (visitor, address) = (host.Visitor(), Links.Publishing.Decision(decision));
        await visitor.OpenAsync(address, HttpStatusCode.NotFound);
        Assert.Null((await host.WithAsync<ReleaseLetters, Result>(release => release.RunAsync(stages.Officer, stages.Round))).FirstRefusal);
        var offered = await visitor.OpenAsync(address);
        offered.AssertSays("2 of 3 applications were offered a grant. No grant is published so far.");
        foreach (var name in new[] { "Group A", "Group B", "Group C", "£10,000.00" })
            offered.AssertDoesNotSay(name);
        Assert.Null((await stages.AcceptAsync(0)).FirstRefusal);
        await stages.PublishGrantsAsync();
        var notice = await (await visitor.OpenAsync(Links.Publishing.Decisions)).FollowAsync(number);
        notice.AssertSays("2 of 3 applications were offered a grant. 1 grant is published so far, £5,000.00 in total.");
        notice.AssertSays("Group A");
        notice.AssertDoesNotSay("Group B");

        await host.Db.HousekeepAsync(work =>
            work.ExecuteAsync("update Decision set Note = 'We thank Group A and Group C.' where Id = @decision", new { decision })
        );
        var thanks = await visitor.OpenAsync(address);
        thanks.AssertSays("We left these words out, because they would name a group that we do not name.");
        thanks.AssertDoesNotSay("Group C");
        foreach (var (column, value) in new[] { ("Exemption", "Section 40(2)"), ("ProtectiveStatus", "Official-Sensitive") })
        {
            await host.Db.HousekeepAsync(work =>
                work.ExecuteAsync($"update Decision set {column} = @value where Id = @decision", new { decision, value })
            );
            await visitor.OpenAsync(address, HttpStatusCode.NotFound);
            (await visitor.OpenAsync(Links.Publishing.Decisions)).AssertSays($"{number}: the notice is withheld");
        }
    }
}
