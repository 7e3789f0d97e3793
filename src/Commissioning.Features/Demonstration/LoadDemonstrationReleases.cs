using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Demonstration;

/// <summary>Releases the file of each month since the first grant was accepted, but for the last month that is over, which is left to do.
/// One was corrected.</summary>
internal sealed class LoadDemonstrationReleases(Db db, FinishDemonstrationRound finish, Office office, TimeProvider clock)
{
    private static readonly DateOnly First = new(2024, 12, 1);

    public async Task<bool> RunOnceAsync(IReadOnlyDictionary<string, Actor> people)
    {
        if (await db.ScalarAsync<int>("select count(*) from Release") > 0)
            return false;
        var (officer, publisher) = (people["officer"], people["publisher"]);
        for (var month = First; ReleaseRules.IsOver(month.AddMonths(1), clock.Today()); month = month.AddMonths(1))
            await ReleaseAsync(officer, publisher, month, month.AddMonths(1).AddDays(12), null);
        await CorrectAsync(publisher);
        return true;
    }

    private async Task CorrectAsync(Actor publisher)
    {
        var at = finish.At("2025-03-05 11:10");
        var round = await db.ScalarAsync<Guid>("select distinct w.RoundId from Award w where w.AcceptedAt is not null");
        var grant = (await new GrantPublications(at).OfRoundAsync(round, 1)).Grants[0];
        FinishDemonstrationRound.Done(
            await new DecidePublication(at).RunAsync(
                publisher,
                grant.Award,
                grant.Publication with
                {
                    Brief = $"{Sentences.Of(grant.Publication.Brief)} Everyone who lives nearby can come.",
                },
                grant.Version
            )
        );
        await ReleaseAsync(publisher, publisher, First, new(2025, 3, 5), "We now say who can come to one of the projects.");
    }

    private async Task ReleaseAsync(Actor preparer, Actor publisher, DateOnly month, DateOnly day, string? correctionReason)
    {
        var on = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        FinishDemonstrationRound.Done(await new PrepareGrants(finish.At($"{on} 11:30")).RunAsync(preparer, month, correctionReason));
        FinishDemonstrationRound.Done(
            await new ReleaseGrants(finish.At($"{on} 14:00"), office).RunAsync(
                publisher,
                month,
                await db.ScalarAsync<Guid>("select Id from Release where Month = @month and ReleasedAt is null", new { month })
            )
        );
    }
}
