using Commissioning.Domain.Payments;

namespace Commissioning.Domain.Tests.Payments;

public sealed class CodeRulesTests
{
    private static readonly (Guid Fund, Guid Round, Guid Area) Ids = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
    private static readonly DateOnly First = new(2026, 4, 1);
    private static readonly DateOnly Day = new(2026, 6, 1);
    private static readonly CodedMoney Grant = new(CodedKind.GrantPayment, Ids.Fund, Ids.Round, null);
    private static readonly CodedMoney AreaMoney = new(CodedKind.AreaPayment, null, null, Ids.Area);

    private static CodeSet Set(
        string centre,
        Guid? fund = null,
        Guid? round = null,
        Guid? area = null,
        CodedKind? kind = null,
        DateOnly? first = null,
        DateOnly? last = null
    ) =>
        new()
        {
            Id = Guid.NewGuid(),
            FundId = fund,
            RoundId = round,
            AreaId = area,
            Kind = kind,
            Company = "",
            CostCentre = centre,
            Subjective = "4000",
            Project = "",
            FundingSource = "",
            VatTreatment = "",
            FirstDay = first ?? First,
            LastDay = last,
            Version = 1,
        };

    [Fact]
    public void Codes_of_a_round_come_before_its_fund_before_an_area_before_any_and_a_kind_before_any_kind()
    {
        List<CodeSet> sets =
        [
            Set("any"),
            Set("any-grant", kind: CodedKind.GrantPayment),
            Set("fund", fund: Ids.Fund),
            Set("fund-grant", fund: Ids.Fund, kind: CodedKind.GrantPayment),
            Set("round", round: Ids.Round),
            Set("round-grant", round: Ids.Round, kind: CodedKind.GrantPayment),
            Set("area", area: Ids.Area),
        ];
        Assert.Equal(
            ["round-grant", "round", "fund-grant", "fund", "any-grant", "any"],
            CodeRules.Fitting(sets, Grant, Day).Select(set => set.CostCentre)
        );
        Assert.Equal(["area", "any"], CodeRules.Fitting(sets, AreaMoney, Day).Select(set => set.CostCentre));
        Assert.Equal("any", CodeRules.For(sets, Grant with { Kind = CodedKind.Accrual, RoundId = null, FundId = null }, Day)!.CostCentre);
        Assert.Equal("round", CodeRules.For(sets, Grant with { Kind = CodedKind.MoneyBack }, Day)!.CostCentre);
    }

    [Fact]
    public void Codes_count_from_their_first_to_their_last_day()
    {
        var set = Set("A", last: new(2026, 6, 30));
        foreach (
            var (day, counts) in new[] { (First.AddDays(-1), false), (First, true), (new(2026, 6, 30), true), (new(2026, 7, 1), false) }
        )
            Assert.Equal(counts, CodeRules.For([set], Grant, day) is not null);
        Assert.Equal(
            "Its codes ended on 30 June 2026. Add codes that count on 1 July 2026.",
            CodeRules.WhyNone([set], Grant, new(2026, 7, 1))
        );
        Assert.Equal(
            "Its codes start on 1 April 2026. Add codes that count on 31 March 2026.",
            CodeRules.WhyNone([set], Grant, new(2026, 3, 31))
        );
        Assert.Equal("There are no codes for it. Add codes that count on 1 June 2026.", CodeRules.WhyNone([], Grant, Day));
        // Replaced from their first day, so they never counted.
        Assert.Null(CodeRules.For([Set("A", last: First.AddDays(-1))], Grant, First));
    }

    [Fact]
    public void Equal_codes_on_the_same_days_are_refused_and_the_other_ones_are_named()
    {
        var old = Set("A100", fund: Ids.Fund, last: new(2026, 6, 30));
        Refusal? Why(Guid? fund, CodedKind? kind, DateOnly first, DateOnly? last = null) =>
            CodeRules.WhySameDays(new(fund, null, null), kind, first, last, [old], _ => "Fund: Safety Fund, any kind", "first");
        Assert.Equal(
            "Fund: Safety Fund, any kind has codes from 1 April 2026 to 30 June 2026 already: cost centre A100, subjective 4000. Replace those, or choose other days",
            Why(Ids.Fund, null, new(2026, 6, 30))!.Sentence
        );
        Assert.NotNull(Why(Ids.Fund, null, new(2026, 1, 1), First));
        Assert.Null(Why(Ids.Fund, null, new(2026, 7, 1)));
        Assert.Null(Why(Ids.Fund, null, new(2026, 1, 1), First.AddDays(-1)));
        Assert.Null(Why(Ids.Fund, CodedKind.GrantPayment, Day));
        Assert.Null(Why(null, null, Day));
    }

    [Fact]
    public void Codes_that_no_payment_could_use_are_refused()
    {
        Assert.NotNull(CodeRules.WhyNeverUsed(new(Ids.Fund, null, null), CodedKind.AreaPayment, "kind"));
        Assert.NotNull(CodeRules.WhyNeverUsed(new(null, null, Ids.Area), CodedKind.GrantPayment, "kind"));
        Assert.Null(CodeRules.WhyNeverUsed(new(null, null, Ids.Area), CodedKind.MoneyBack, "kind"));
        Assert.Null(CodeRules.WhyNeverUsed(CodeScope.Any, CodedKind.AreaPayment, "kind"));
    }

    [Theory]
    [InlineData("", "Enter the cost centre")]
    [InlineData(
        "A 1",
        "Enter the cost centre without spaces: a letter or digit first, then letters, digits, hyphens, full stops, slashes and underscores"
    )]
    [InlineData(
        "=1+1",
        "Enter the cost centre without spaces: a letter or digit first, then letters, digits, hyphens, full stops, slashes and underscores"
    )]
    [InlineData("A12345678901234567890", "Shorten the cost centre to 20 characters or fewer")]
    [InlineData("A-1.2/3_4", null)]
    public void A_code_is_letters_digits_and_a_few_signs(string typed, string? sentence) =>
        Assert.Equal(
            sentence,
            CodeRules.WhyNotCodes(new("", typed, "4000", "", "", "")).FirstOrDefault(one => one.Field == "CostCentre")?.Sentence
        );

    [Fact]
    public void Codes_end_and_are_followed_only_within_their_days()
    {
        var open = Set("A");
        Assert.Null(CodeRules.WhyCannotFollow(open, First, "from"));
        Assert.Equal(
            "These codes count from 1 April 2026, so the new ones cannot start earlier",
            CodeRules.WhyCannotFollow(open, First.AddDays(-1), "from")!.Sentence
        );
        Assert.NotNull(CodeRules.WhyCannotFollow(Set("A", last: Day), Day.AddDays(1), "from"));
        Assert.Equal("Enter the first day of the new codes", CodeRules.WhyCannotFollow(open, null, "from")!.Sentence);
        Assert.Null(CodeRules.WhyCannotEnd(open, First.AddDays(-1), "last"));
        Assert.NotNull(CodeRules.WhyCannotEnd(open, First.AddDays(-2), "last"));
        Assert.NotNull(CodeRules.WhyCannotEnd(Set("A", last: Day), Day, "last"));
    }

    [Fact]
    public void A_scope_is_read_as_it_is_written()
    {
        foreach (
            var scope in new CodeScope[] { CodeScope.Any, new(Ids.Fund, null, null), new(null, Ids.Round, null), new(null, null, Ids.Area) }
        )
            Assert.Equal(scope, CodeScope.Parse($"{scope}"));
        Assert.Null(CodeScope.Parse("fund:x"));
        Assert.Null(CodeScope.Parse(null));
    }
}
