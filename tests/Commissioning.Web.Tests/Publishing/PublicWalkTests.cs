using System.Net;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Testing;
using Commissioning.Web.Tests.Architecture;

namespace Commissioning.Web.Tests.Publishing;

/// <summary>A visitor asks for every page and file that needs no sign-in, and looks for a name that is withheld and for one that is not
/// published yet.</summary>
public sealed class PublicWalkTests(DemonstrationHostWithoutPdf host) : IClassFixture<DemonstrationHostWithoutPdf>
{
    /// <summary>Words that stand in the names, projects and texts of the two organisations, and nowhere else.</summary>
    private const string Withheld = "Zephyrine";
    private const string Unpublished = "Quillonby";

    [Fact]
    public async Task No_public_page_or_file_has_a_withheld_name_or_one_that_is_not_published()
    {
        var records = await WalkedRecords.MakeAsync(host);
        var award = Guid.Parse(records.AddressOf("/publishing/awards/{id:guid}").Split('/')[^1]);
        var (publisher, round) = (
            await host.Scenario.PersonAsync(Role.Publisher),
            await host.Db.ScalarAsync<Guid>("select RoundId from Award where Id = @award", new { award })
        );
        var other = (
            await host.Db.QueryAsync<Guid>(
                "select w.Id from Award w join Publication p on p.AwardId = w.Id where w.RoundId = @round and w.Id <> @award and p.NameShown = 1 order by w.Number",
                new { round, award }
            )
        )[0];
        await NameAsync(award, Withheld);
        await NameAsync(other, Unpublished);
        await host.Db.HousekeepAsync(async work =>
        {
            await work.ExecuteAsync("update Award set EndedAt = @Now, EndedHow = 'Closed' where Id = @award", new { award, work.Now });
            await work.ExecuteAsync(
                "update Decision set Note = @Note, Interests = @Note where RoundId = @round",
                new { round, Note = $"Thanks to {Withheld} and {Unpublished}." }
            );
            return await work.ExecuteAsync(
                "update PublicPageVersion set Content = @Content where AwardId = @award",
                new { award, Content = new PublishedWords { Summary = $"{Withheld} is lit" } }
            );
        });
        await DecideAsync(publisher, award, publication => publication with { NameShown = true, Ground = null, Why = null });

        await CorrectAsync(publisher);

        var before = await SayingAsync(records);
        string[] lists =
        [
            "/api/v1/grants",
            "/decisions/public/{id:guid}",
            // Leads to the round.
            "/funded/{id:guid}",
            "/grants",
            "/grants.csv",
            "/grants/embed",
            "/grants/feed.atom",
            "/grants/rounds/{id:guid}",
            "/open-data/360giving.csv",
            "/open-data/360giving.json",
            "/open-data/grants/{month}.csv",
        ];
        Assert.Equal(
            lists
                .Concat(["/", "/funded/projects/{id:guid}", "/grants/{reference}", "/api/v1/grants/{grant}"])
                .Order(StringComparer.Ordinal),
            before.Withheld.Order(StringComparer.Ordinal)
        );
        Assert.Equal(lists, before.Unpublished.Order(StringComparer.Ordinal));

        await DecideAsync(
            publisher,
            award,
            publication =>
                publication with
                {
                    NameShown = false,
                    Place = PublicPlace.District,
                    Ground = WithheldGround.Safety,
                    Why = "It has become a refuge",
                    Title = "A safe place",
                    Brief = "Help for people who are hurt at home.",
                    CrimeReason = "Help at the first signs prevents the next crime.",
                }
        );
        Assert.Null(
            (await host.WithAsync<TakeDownPublication, Result>(save => save.RunAsync(publisher, other, "Published too early"))).FirstRefusal
        );

        var after = await SayingAsync(records);
        Assert.Equal([], after.Withheld);
        Assert.Equal([], after.Unpublished);
        var list = await host.Visitor().OpenAsync(Links.Publishing.Round(round));
        list.AssertSays("Name withheld: to keep people safe");
        list.AssertSays("1 more grant was accepted and is not published yet");
    }

    /// <summary>The month's file says what the public may read now.</summary>
    private async Task CorrectAsync(Actor publisher)
    {
        var month = new DateOnly(2024, 12, 1);
        Assert.Null(
            (await host.WithAsync<PrepareGrants, Result>(release => release.RunAsync(publisher, month, "Names have changed"))).FirstRefusal
        );
        var prepared = await host.Db.ScalarAsync<Guid>("select Id from Release where Month = @month and ReleasedAt is null", new { month });
        Assert.Null((await host.WithAsync<ReleaseGrants, Result>(release => release.RunAsync(publisher, month, prepared))).FirstRefusal);
    }

    /// <summary>The routes whose answers, with their headers, have these words.</summary>
    private async Task<(IReadOnlyList<string> Withheld, IReadOnlyList<string> Unpublished)> SayingAsync(WalkedRecords records)
    {
        var (withheld, unpublished, visitor) = (new List<string>(), new List<string>(), host.Visitor());
        foreach (var page in (await WalkedPage.AllAsync(host.Services)).Where(page => page.Anonymous))
        {
            using var answer = await visitor.GetAsync(records.AddressOf(page.Route));
            Assert.True(answer.StatusCode != HttpStatusCode.InternalServerError, page.Route);
            var text = $"{answer.Headers}{answer.Content.Headers}{WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync())}";
            if (text.Contains(Withheld, StringComparison.OrdinalIgnoreCase))
                withheld.Add(page.Route);
            if (text.Contains(Unpublished, StringComparison.OrdinalIgnoreCase))
                unpublished.Add(page.Route);
        }
        return (withheld, unpublished);
    }

    /// <summary>Puts the word into every text of an award that a person wrote.</summary>
    private Task<int> NameAsync(Guid award, string word) =>
        host.Db.HousekeepAsync(async work =>
        {
            foreach (
                var sql in new[]
                {
                    "update Organisation set Name = @name, CharityNumber = @name, Town = @name where Id = (select a.OrganisationId from Application a join Award w on w.ApplicationId = a.Id where w.Id = @award)",
                    "update Application set ProjectName = @name, Summary = @name, Zone = @name where Id = (select ApplicationId from Award where Id = @award)",
                    "update Award set Conditions = @name, Purpose = @name where Id = @award",
                    "update MonitoringPhoto set Caption = @name, PublicCaption = @name where ReturnId in (select Id from MonitoringReturn where AwardId = @award)",
                    "update MonitoringReturn set Story = @name where AwardId = @award",
                }
            )
                await work.ExecuteAsync(sql, new { award, name = word });
            return await work.ExecuteAsync(
                "update Publication set Title = @name, Brief = @name where AwardId = @award",
                new { award, name = word }
            );
        });

    private async Task DecideAsync(Actor publisher, Guid award, Func<Publication, Publication> change)
    {
        var grant = await host.WithAsync<GrantPublications, GrantPublications.GrantPublication>(grants => grants.GetAsync(award));
        Assert.Null(
            (
                await host.WithAsync<DecidePublication, Result>(save =>
                    save.RunAsync(publisher, award, change(grant.Publication), grant.Version)
                )
            ).FirstRefusal
        );
    }
}
