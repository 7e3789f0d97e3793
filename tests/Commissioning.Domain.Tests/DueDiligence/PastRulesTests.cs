using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class PastRulesTests
{
    private static readonly DateOnly Day = new(2026, 3, 3);

    [Fact]
    public void Each_matter_of_the_past_raises_the_tier_with_its_reason_and_the_worst_comes_first()
    {
        Assert.Empty(PastRules.TiersOf([]));
        Assert.Equal(
            [
                (CheckTier.Enhanced, "The organisation failed a check before: SF-001, SF-002"),
                (CheckTier.Standard, "Finance refused an account that the organisation gave"),
                (CheckTier.Standard, "A return of the organisation was sent back more than once: SF-003"),
            ],
            PastRules.TiersOf([
                Matter(PastKind.SentBack, "SF-003"),
                Matter(PastKind.Failed, "SF-002"),
                Matter(PastKind.AccountRefused, ""),
                Matter(PastKind.Failed, "SF-001"),
                Matter(PastKind.Failed, "SF-001"),
            ])
        );
        Assert.All(
            Enum.GetValues<PastKind>(),
            kind => Assert.True(PastRules.TiersOf([Matter(kind, "SF-001")]).Single().Tier > CheckTier.Light)
        );
        Assert.Equal(
            Enum.GetValues<PastKind>().Length,
            Enum.GetValues<PastKind>().Select(kind => PastRules.TiersOf([Matter(kind, "SF-001")]).Single().Reason).Distinct().Count()
        );

        static PastMatter Matter(PastKind kind, string reference) => new(kind, $"{kind}{reference}", reference, "A sentence");
    }

    [Fact]
    public void An_earlier_fail_a_grant_that_we_ended_and_money_not_paid_back_are_strong()
    {
        Assert.Equal(
            [PastKind.Failed, PastKind.Terminated, PastKind.Owes],
            Enum.GetValues<PastKind>().Where(kind => PastRules.LevelOf(kind) == FindingLevel.Against)
        );
        Assert.Equal([PastKind.AccountRefused], Enum.GetValues<PastKind>().Where(kind => PastRules.FindingOf(kind) is null));
        Assert.Equal(FindingKind.ClosedConcern, PastRules.FindingOf(PastKind.ConcernClosed));
    }

    [Theory]
    [InlineData(CheckKind.General, "SF-001 failed \"Identity\" on 3 March 2026, and a second person agreed: Rules were copied")]
    [InlineData(
        CheckKind.Safeguarding,
        "SF-001 failed \"Identity\" on 3 March 2026, and a second person agreed. The note stands with that check"
    )]
    [InlineData(
        CheckKind.CrossChecks,
        "SF-001 failed \"Identity\" on 3 March 2026, and a second person agreed. The note stands with that check"
    )]
    public void An_earlier_fail_quotes_its_note_unless_it_may_tell_of_a_child_or_a_flag(CheckKind kind, string sentence) =>
        Assert.Equal(sentence, PastRules.Failed("SF-001", "Identity", kind, Day, " Rules were copied "));

    [Fact]
    public void A_quoted_note_is_cut_and_no_note_adds_nothing()
    {
        Assert.EndsWith("a second person agreed", PastRules.Failed("SF-001", "Identity", CheckKind.Safeguarding, Day, " "));
        Assert.EndsWith($"{new string('x', 300)}…", PastRules.ConditionNotMet("SF-001", "Identity", CheckKind.General, Day, new('x', 400)));
    }

    [Theory]
    [InlineData(900.0, 500.0, 20, 20, "spending from £900.00 to £500.00")]
    [InlineData(900.0, 810.0, 20, 20, "spending from £900.00 to £810.00")]
    [InlineData(900.0, 810.01, 20, 19, null)]
    [InlineData(900.0, 950.0, 20, 18, "people reached from 20 to 18")]
    [InlineData(0.0, 0.0, 0, 0, null)]
    [InlineData(null, 5.0, null, 5, null)]
    public void A_return_is_corrected_down_where_a_figure_falls_by_a_tenth_or_more(
        double? spent,
        double? then,
        int? people,
        int? later,
        string? fell
    ) =>
        Assert.Equal(
            fell,
            PastRules.CorrectedDown([
                (spent is { } pounds ? Money.FromPounds((decimal)pounds) : null, people),
                (then is { } less ? Money.FromPounds((decimal)less) : null, later),
            ])
        );
}
