using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Moderation;

/// <summary>A ranking with the best value within the pot instead of rank, as a what-if.</summary>
/// <param name="Added">Applications that the ranking does not fund and this set does.</param>
/// <param name="Dropped">Applications that the ranking funds and this set would not, each better than one that it takes
/// instead.</param>
public sealed record BestValue(Fitting Fitting, IReadOnlyList<RankedApplication> Added, IReadOnlyList<RankedApplication> Dropped)
{
    /// <summary>Null when nothing limits which applications may be funded together: the calculation knows the pot only.</summary>
    public static Refusal? WhyNot(IReadOnlyCollection<Limit> limits) =>
        limits.Count == 0
            ? null
            : new("Best value cannot be combined with limits by area, priority or organisation. Empty the limits, or go by rank.");

    /// <summary>Chooses among the applications that the ranking funds or has no money left for (<see cref="Knapsack"/>). What a
    /// check or the threshold leaves out stays out; not with limits (<see cref="WhyNot"/>); reserved parts of the pot are not
    /// applied.</summary>
    public static BestValue Of(Fitting byRank, Money pot)
    {
        var passing = byRank
            .Applications.Where(fitted => fitted.Result is FitResult.Fund or FitResult.PotSpent)
            .Select(fitted => fitted.Application)
            .ToList();
        var chosen = Knapsack.Fill(passing, pot);
        var funded = byRank.Applications.Where(fitted => fitted.Result == FitResult.Fund).Select(fitted => fitted.Application).ToList();
        var added = passing.Where(application => chosen.Contains(application.ApplicationId) && !funded.Contains(application)).ToList();
        return new(
            byRank with
            {
                Applications =
                [
                    .. byRank.Applications.Select(fitted =>
                        fitted.Result is not (FitResult.Fund or FitResult.PotSpent) ? fitted
                        : chosen.Contains(fitted.Application.ApplicationId)
                            ? fitted with
                            {
                                Result = FitResult.Fund,
                                Reason = "In the best value within the pot",
                            }
                        : fitted with { Result = FitResult.PotSpent, Reason = "Not in the best value within the pot" }
                    ),
                ],
                Parts = [],
            },
            added,
            funded
                .Where(application =>
                    !chosen.Contains(application.ApplicationId) && added.Any(other => other.Percent < application.Percent)
                )
                .ToList()
        );
    }
}
