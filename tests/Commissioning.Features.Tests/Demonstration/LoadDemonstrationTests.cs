using Commissioning.Domain;
using Commissioning.Domain.Moderation;
using Commissioning.Features.Audit;
using Commissioning.Features.Awards;
using Commissioning.Features.Demonstration;
using Commissioning.Features.Moderation;
using Commissioning.Platform.Files;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Demonstration;

public sealed class LoadDemonstrationTests : IDisposable
{
    private readonly TestDatabase database = new();

    [Fact]
    public async Task The_demonstrations_safety_fund_round_reaches_its_published_end_by_an_amendment()
    {
        var load = new LoadDemonstration(
            database.Db,
            database.Clock,
            new Office { BaseUrl = "http://localhost" },
            new FileStoreOptions { Root = Path.Combine(database.Folder, "files") },
            database.Encryption
        );
        await load.RunOnceAsync();
        Assert.True(await load.RecommendSafetyFundAsync());
        Assert.False(await load.RecommendSafetyFundAsync());
        Assert.True(await load.EndSafetyFundAsync());
        Assert.False(await load.EndSafetyFundAsync());
        var safety = await RoundAsync("Commissioner's Safety Fund");
        Assert.Equal(16, await database.CountAsync("Award", "RoundId = @safety", new { safety }));
        var awarded = await database.Db.ScalarAsync<long>("select sum(Amount) from Award where RoundId = @safety", new { safety });
        Assert.InRange(awarded, 1, 19_399_311);
        Assert.Equal(
            57,
            await database.CountAsync(
                "Letter l join LetterBatch b on b.Id = l.BatchId",
                "b.RoundId = @safety and l.State = 'Sent'",
                new { safety }
            )
        );
        // Every application that is not funded leaves with a reason that its own panel wrote.
        Assert.Empty((await database.Db.ReadAsync(work => LetterReasons.GetAsync(work, safety, 1))).StockOnly);
        Assert.Equal(1, await database.CountAsync("RoundAmendment", "Approved = 1"));
        await TallyAssert.MatchesAsync(database.Db, safety);
    }

    [Fact]
    public async Task The_demonstration_reproduces_the_published_figures()
    {
        var load = new LoadDemonstration(
            database.Db,
            database.Clock,
            new Office { BaseUrl = "http://localhost" },
            new FileStoreOptions { Root = Path.Combine(database.Folder, "files") },
            database.Encryption
        );
        Assert.True(await load.RunOnceAsync());
        Assert.False(await load.RunOnceAsync());

        // People Zones, Round 2, 2024-25: 12 applications, bands 2/5/4/1, threshold 65%, six awards, £39,305.40.
        var zones = await RoundAsync("People Zones");
        var line = await database.Db.ReadAsync(work => FundingLineQueries.GetAsync(work, zones));
        Assert.Equal([(70, 2), (60, 5), (40, 4), (0, 1)], line.Bands);
        Assert.Equal(6, await database.CountAsync("Award", "RoundId = @zones", new { zones }));
        Assert.Equal(3_930_540, await database.Db.ScalarAsync<int>("select sum(Amount) from Award where RoundId = @zones", new { zones }));
        Assert.Equal(
            (6, 3_930_540),
            (
                await database.CountAsync("Payment", "Status = 'Paid' and BankReference like 'P-2025-001-00%'"),
                await database.Db.ScalarAsync<int>("select Total from PaymentRun where Number = 'P-2025-001'")
            )
        );
        Assert.Equal(
            3_930_540,
            await database.Db.ScalarAsync<int>("select Paid from AwardTally where RoundId = @zones and Dimension = 'All'", new { zones })
        );
        await TallyAssert.MatchesAsync(database.Db, zones);

        // Safety Fund, Round 2, 2024-25: 57 applications, five assessors, two conflicts, missing scores, at the moderation stage.
        var safety = await RoundAsync("Commissioner's Safety Fund");
        Assert.Equal(57, await database.CountAsync("Application", "RoundId = @safety and Status = 'Submitted'", new { safety }));
        Assert.Equal(2, await database.CountAsync("ScoringAssignment", "RoundId = @safety and Conflict = 'Declared'", new { safety }));
        Assert.Equal(9, await database.CountAsync("ScoringAssignment", "RoundId = @safety and Conflict = 'NotDeclared'", new { safety }));
        Assert.Equal(
            0,
            await database.CountAsync(
                "BudgetLine l join Application a on a.Id = l.ApplicationId",
                "a.AmountRequested <> (select sum(x.Requested) from BudgetLine x where x.ApplicationId = a.Id)"
            )
        );
        await TallyAssert.MatchesAsync(database.Db, safety);
        await AgreeEveryMeanAsync(safety);
        var fitted = await database.Db.ReadAsync(work => FundingLineQueries.GetAsync(work, safety, 69));
        Assert.Equal(0, fitted.WithoutScore);
        Assert.Equal(16, fitted.Of(FitResult.Fund).Count());
        Assert.Equal(new Money(19_399_311), fitted.Funded + fitted.Left);
        // Its due diligence shows two groups with one account, and a group that is also a grant holder with late returns.
        Assert.Equal(
            2,
            await database.CountAsync(
                "BankDetails b join Application a on a.OrganisationId = b.OrganisationId",
                "a.RoundId = @safety and exists (select 1 from BankDetails x where x.AccountHash = b.AccountHash and x.OrganisationId <> b.OrganisationId)",
                new { safety }
            )
        );
        Assert.Equal(1, await database.CountAsync("OrganisationPair", "IsSame = 1"));
        Assert.True((await new VerifyAudit(database.Db).RunAsync()).Intact);
    }

    [Fact]
    public async Task Panel_health_and_rank_stability_are_worked_out_in_the_background()
    {
        await new LoadDemonstration(
            database.Db,
            database.Clock,
            new Office { BaseUrl = "http://localhost" },
            new FileStoreOptions { Root = Path.Combine(database.Folder, "files") },
            database.Encryption
        ).RunOnceAsync();
        var safety = await RoundAsync("Commissioner's Safety Fund");
        await AgreeEveryMeanAsync(safety);
        var officer = new Actor(
            await database.Db.ScalarAsync<Guid>("select Id from Person where Email = 'officer@demo.example'"),
            "Priya Shah"
        );
        Assert.Null((await new SetThreshold(database.Db).RunAsync(officer, safety, 69)).FirstRefusal);
        // One resampling runs at a time: while this one is blocked, the round's cannot finish, however fast the machine is.
        var cache = new StabilityCache();
        using SemaphoreSlim begun = new(0),
            over = new(0);
        cache.Find(
            "held up",
            () =>
            {
                begun.Release();
                over.Wait();
                return null;
            }
        );
        await begun.WaitAsync();
        var health = new RoundHealth(database.Db, cache);
        var view = await health.GetAsync(safety);
        Assert.True(view.IsWorking);
        over.Release();
        while (view.IsWorking)
        {
            await Task.Yield();
            view = await health.GetAsync(safety);
        }
        Assert.Equal((57, 5), (view.Health.Applications, view.Health.Assessors));
        Assert.InRange(view.Health.OneAssessor.Model2!.Value, 0.2, 0.95);
        // The best application is certain, the worst is out, and some are too close to call.
        Assert.Contains(view.Stability!, application => application.Share > 0.99);
        Assert.Contains(view.Stability!, application => application.Share == 0);
        Assert.Contains(view.Stability!, application => application.TooClose);
        // Each simulated round funds about as many applications as the pot pays for.
        Assert.InRange(view.Stability!.Sum(application => application.Share), 12, 20);
    }

    private async Task AgreeEveryMeanAsync(Guid round)
    {
        var officer = new Actor(
            await database.Db.ScalarAsync<Guid>("select Id from Person where Email = 'officer@demo.example'"),
            "Priya Shah"
        );
        var present = new Attendance(
            await database.Db.QueryAsync<Guid>("select PersonId from PanelMember where RoundId = @round", new { round }),
            null
        );
        Assert.Null((await new AgreeMeans(database.Db).RunAsync(officer, round, present)).FirstRefusal);
        foreach (
            var application in await database.Db.QueryAsync<Guid>(
                "select a.Id from Application a where a.RoundId = @round and not exists (select 1 from AgreedScore g where g.ApplicationId = a.Id)",
                new { round }
            )
        )
        {
            var view = await database.Db.ReadAsync(work => ApplicationModeration.GetAsync(work, officer, application));
            Assert.Empty(
                (
                    await new AgreeScores(database.Db).RunAsync(
                        officer,
                        new(
                            application,
                            view.Version,
                            [],
                            view.Criteria.Select(criterion => new AgreeScores.AgreedLine(criterion.Id, null, null)).ToList(),
                            "Discussed",
                            present with
                            {
                                Members = [.. present.Members.Except(view.Away)],
                            }
                        )
                    )
                ).Refusals
            );
        }
    }

    private Task<Guid> RoundAsync(string fund) =>
        database.Db.ScalarAsync<Guid>(
            "select r.Id from Round r join Fund f on f.Id = r.FundId where f.Name = @fund and r.BudgetYear = '2024-25'",
            new { fund }
        );

    public void Dispose() => database.Dispose();
}
