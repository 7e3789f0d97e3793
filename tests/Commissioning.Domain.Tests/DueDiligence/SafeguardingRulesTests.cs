using Commissioning.Domain.DueDiligence;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class SafeguardingRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static SafeguardingEvidence Seen(SafeguardingItem item, bool? seen = true, DateOnly? until = null) =>
        new(item, seen, until, "Ann Other");

    [Fact]
    public void More_is_asked_where_more_is_at_risk()
    {
        Assert.Empty(SafeguardingRules.Needed(SafeguardingReach.NobodyAtRisk));
        Assert.DoesNotContain(SafeguardingItem.Dbs, SafeguardingRules.Needed(SafeguardingReach.InGroups));
        Assert.Equal(5, SafeguardingRules.Needed(SafeguardingReach.Unsupervised).Count);
        Assert.Empty(SafeguardingRules.Gaps(SafeguardingReach.NobodyAtRisk, [], Today));
        Assert.Equal(["First say who the project reaches"], SafeguardingRules.Gaps(null, [], Today));
    }

    [Fact]
    public void A_gap_is_named()
    {
        Assert.Equal(4, SafeguardingRules.Gaps(SafeguardingReach.InGroups, [], Today).Count);
        List<SafeguardingEvidence> all = [.. SafeguardingRules.Needed(SafeguardingReach.InGroups).Select(item => Seen(item))];
        Assert.Empty(SafeguardingRules.Gaps(SafeguardingReach.InGroups, all, Today));
        Assert.Equal(
            "A policy that is in date and says how to report: expired on 1 March 2026",
            Assert.Single(
                SafeguardingRules.Gaps(
                    SafeguardingReach.InGroups,
                    [.. all.Where(one => one.Item != SafeguardingItem.Policy), Seen(SafeguardingItem.Policy, until: Today.AddDays(-1))],
                    Today
                )
            )
        );
        Assert.Equal(
            "A risk assessment of the activity: missing",
            Assert.Single(
                SafeguardingRules.Gaps(
                    SafeguardingReach.InGroups,
                    [.. all.Where(one => one.Item != SafeguardingItem.RiskAssessment), Seen(SafeguardingItem.RiskAssessment, false)],
                    Today
                )
            )
        );
        Assert.Equal(
            "A named safeguarding lead: enter the name",
            Assert.Single(
                SafeguardingRules.Gaps(
                    SafeguardingReach.InGroups,
                    [.. all.Where(one => one.Item != SafeguardingItem.Lead), new(SafeguardingItem.Lead, true, null, "")],
                    Today
                )
            )
        );
        Assert.Equal(
            "DBS checks for the roles that need one: not checked yet",
            Assert.Single(SafeguardingRules.Gaps(SafeguardingReach.Unsupervised, all, Today))
        );
    }
}
