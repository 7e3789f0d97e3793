using Commissioning.Domain.DueDiligence;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class SafeguardingRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static SafeguardingEvidence Seen(string item, bool? seen = true, DateOnly? until = null) => new(item, seen, until, "Ann Other");

    private static IReadOnlyList<string> Needed(SafeguardingReach reach) =>
        SafeguardingRules.Needed(reach, SafeguardingRules.DefaultPoints).Select(point => point.Code).ToList();

    [Fact]
    public void Safeguarding_asks_more_where_more_people_are_at_risk()
    {
        Assert.Empty(Needed(SafeguardingReach.NobodyAtRisk));
        Assert.DoesNotContain("Dbs", Needed(SafeguardingReach.InGroups));
        Assert.Equal(5, Needed(SafeguardingReach.Unsupervised).Count);
        Assert.Empty(SafeguardingRules.Gaps(SafeguardingReach.NobodyAtRisk, [], SafeguardingRules.DefaultPoints, Today));
        Assert.Equal(["First say who the project reaches"], SafeguardingRules.Gaps(null, [], SafeguardingRules.DefaultPoints, Today));
    }

    [Fact]
    public void A_safeguarding_gap_is_named()
    {
        Assert.Equal(4, SafeguardingRules.Gaps(SafeguardingReach.InGroups, [], SafeguardingRules.DefaultPoints, Today).Count);
        List<SafeguardingEvidence> all = [.. Needed(SafeguardingReach.InGroups).Select(code => Seen(code))];
        Assert.Empty(SafeguardingRules.Gaps(SafeguardingReach.InGroups, all, SafeguardingRules.DefaultPoints, Today));
        Assert.Equal(
            "A policy that is in date and says how to report: expired on 1 March 2026",
            Assert.Single(
                SafeguardingRules.Gaps(
                    SafeguardingReach.InGroups,
                    [.. all.Where(one => one.Item != "Policy"), Seen("Policy", until: Today.AddDays(-1))],
                    SafeguardingRules.DefaultPoints,
                    Today
                )
            )
        );
        Assert.Equal(
            "A risk assessment of the activity: missing",
            Assert.Single(
                SafeguardingRules.Gaps(
                    SafeguardingReach.InGroups,
                    [.. all.Where(one => one.Item != "RiskAssessment"), Seen("RiskAssessment", false)],
                    SafeguardingRules.DefaultPoints,
                    Today
                )
            )
        );
        Assert.Equal(
            "A named safeguarding lead: enter the name",
            Assert.Single(
                SafeguardingRules.Gaps(
                    SafeguardingReach.InGroups,
                    [.. all.Where(one => one.Item != "Lead"), new("Lead", true, null, "")],
                    SafeguardingRules.DefaultPoints,
                    Today
                )
            )
        );
        Assert.Equal(
            "DBS checks for the roles that need one: not checked yet",
            Assert.Single(SafeguardingRules.Gaps(SafeguardingReach.Unsupervised, all, SafeguardingRules.DefaultPoints, Today))
        );
    }
}
