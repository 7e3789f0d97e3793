using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class FindingRulesTests
{
    private const string Thin = "ok",
        Sound = "Compared the date of birth with the passport that the chair brought.";

    public static TheoryData<FindingKind> Kinds => [.. Enum.GetValues<FindingKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_check_with_an_open_finding_of_any_kind_is_neither_passed_nor_left_out(FindingKind kind)
    {
        FindingState[] open = [new(kind, FindingLevel.Review, "Something was found", null, Settled: false)];
        foreach (var status in new[] { CheckStatus.Pass, CheckStatus.Condition, CheckStatus.NotApplicable })
            Assert.Equal(
                "One finding has no verdict that counts yet: Something was found. Decide it first.",
                FindingRules.WhyCannotRecord(status, open)!.Sentence
            );
        Assert.Null(FindingRules.WhyCannotRecord(CheckStatus.Fail, open));
        Assert.Null(FindingRules.WhyCannotRecord(CheckStatus.InProgress, open));
        Assert.Null(FindingRules.WhyCannotRecord(CheckStatus.Pass, []));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_verdict_that_releases_a_strong_finding_needs_a_second_person(FindingKind kind)
    {
        foreach (var verdict in FindingRules.Verdicts(kind))
        {
            var releases =
                FindingRules.MostFor(kind, verdict) == CheckStatus.Pass
                && (kind, verdict) is not (FindingKind.PossibleDuplicate, FindingVerdict.TheSame);
            Assert.Equal(
                releases || (kind, verdict) is (FindingKind.SanctionsHit, FindingVerdict.TheSame),
                FindingRules.NeedsSecond(kind, FindingLevel.Against, verdict)
            );
            Assert.False(
                FindingRules.NeedsSecond(kind, FindingLevel.Review, verdict)
                    && (kind, verdict) is not (FindingKind.SanctionsHit, FindingVerdict.TheSame)
            );
        }
    }

    [Theory]
    [InlineData(FindingVerdict.NoConcern, CheckStatus.Pass)]
    [InlineData(FindingVerdict.Condition, CheckStatus.Condition)]
    [InlineData(FindingVerdict.Concern, CheckStatus.Fail)]
    public void A_check_is_no_better_than_the_verdicts_on_its_findings(FindingVerdict verdict, CheckStatus best)
    {
        FindingState[] settled = [new(FindingKind.StopFlag, FindingLevel.Review, "It has a stop flag", verdict, Settled: true)];
        CheckStatus[] fromBest = [CheckStatus.Pass, CheckStatus.Condition, CheckStatus.Fail];
        foreach (var status in fromBest)
            Assert.Equal(
                Array.IndexOf(fromBest, status) >= Array.IndexOf(fromBest, best),
                FindingRules.WhyCannotRecord(status, settled) is null
            );
    }

    [Fact]
    public void A_verdict_needs_a_choice_of_its_kind_and_a_reason_of_substance()
    {
        Assert.Equal("Choose a verdict", FindingRules.WhyCannotDecide(FindingKind.SanctionsHit, null, Sound)!.Sentence);
        Assert.Equal("Choose a verdict", FindingRules.WhyCannotDecide(FindingKind.SanctionsHit, FindingVerdict.NoConcern, Sound)!.Sentence);
        Assert.Equal(
            "Say in a sentence what you saw, so that someone else can follow it",
            FindingRules.WhyCannotDecide(FindingKind.SanctionsHit, FindingVerdict.NotTheSame, Thin)!.Sentence
        );
        Assert.Equal(
            "This finding needs no verdict. It goes away when the thing is done.",
            FindingRules.WhyCannotDecide(FindingKind.SubsidyGap, FindingVerdict.NoConcern, Sound)!.Sentence
        );
        Assert.Null(FindingRules.WhyCannotDecide(FindingKind.SanctionsHit, FindingVerdict.NotTheSame, Sound));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ok")]
    [InlineData("fine fine fine fine fine fine")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("1234 5678 9012 3456 7890 1234")]
    public void A_thin_reason_is_refused(string? reason) => Assert.NotNull(ReasonRules.WhyTooThin(reason, "reason"));

    [Fact]
    public void Whoever_gave_a_verdict_cannot_be_the_second_person()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(
            "You gave this verdict, so someone else must agree",
            FindingRules.WhyCannotAgree(FindingVerdict.NotTheSame, settled: false, first, first, Sound)!.Sentence
        );
        Assert.Equal("This finding has no verdict yet", FindingRules.WhyCannotAgree(null, settled: false, null, second, Sound)!.Sentence);
        Assert.NotNull(FindingRules.WhyCannotAgree(FindingVerdict.NotTheSame, settled: false, first, second, Thin));
        Assert.Null(FindingRules.WhyCannotAgree(FindingVerdict.NotTheSame, settled: false, first, second, Sound));
    }

    [Fact]
    public void A_finding_without_a_check_of_its_kind_falls_to_one_that_the_decision_waits_for()
    {
        var (identity, bank) = (Guid.NewGuid(), Guid.NewGuid());
        List<(Guid, CheckKind, CheckHold)> checks =
        [
            (bank, CheckKind.BankDetails, CheckHold.Payment),
            (identity, CheckKind.General, CheckHold.Decision),
        ];
        Assert.Equal(identity, FindingRules.OwnerOf(FindingKind.CopiedText, checks));
        Assert.Equal(bank, FindingRules.OwnerOf(FindingKind.SharedAccount, checks));
        Assert.Null(FindingRules.OwnerOf(FindingKind.SubsidyGap, checks));
    }
}
