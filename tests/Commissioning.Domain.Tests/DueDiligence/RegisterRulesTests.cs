using Commissioning.Domain.DueDiligence;
using static Commissioning.Domain.DueDiligence.FindingLevel;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class RegisterRulesTests
{
    private static readonly DateOnly Seen = new(2026, 3, 2);
    private static readonly RegisterFacts Facts = new()
    {
        Register = Register.Charity,
        Number = "1234567",
        Name = "ELM PARK COMMUNITY TRUST",
        Status = "Registered",
        RegisteredOn = new(2010, 5, 1),
        AccountsTo = new(2025, 3, 31),
        Postcode = "LE11AA",
    };

    private static FindingLevel Worst(RegisterFacts facts) =>
        RegisterRules.Findings(facts, "The Elm Park Community Trust", "LE1 1AA", Seen).Max(finding => finding.Level);

    [Fact]
    public void A_live_register_entry_gives_no_finding_against_the_organisation() => Assert.Equal(Fine, Worst(Facts));

    [Fact]
    public void Register_findings_put_the_most_serious_first()
    {
        Assert.Equal(
            "It was removed or dissolved on 1 February 2024",
            RegisterRules.Findings(Facts with { RemovedOn = new(2024, 2, 1) }, "Elm Park Community Trust", "LE1 1AA", Seen)[0].Sentence
        );
        Assert.Equal(Against, Worst(Facts with { Insolvent = true }));
        Assert.Equal(Against, Worst(Facts with { Name = null }));
        Assert.Equal(Against, Worst(Facts with { Name = "Oakham Bell Ringers" }));
        Assert.Equal(Against, Worst(Facts with { Number = "12345" }));
        Assert.Equal(Review, Worst(Facts with { Name = "Elm Park Communty Trust" }));
        Assert.Equal(Review, Worst(Facts with { AccountsDueOn = Seen.AddDays(-1) }));
        Assert.Equal(Fine, Worst(Facts with { AccountsDueOn = Seen }));
        Assert.Equal(Review, Worst(Facts with { AccountsOverdue = true }));
        Assert.Equal(Review, Worst(Facts with { AccountsTo = new(2023, 3, 31) }));
        Assert.Equal(Review, Worst(Facts with { AccountsTo = null }));
        Assert.Equal(Review, Worst(Facts with { Postcode = "LE2 2BB" }));
    }

    [Theory]
    [InlineData("Active", false)]
    [InlineData("Active - Proposal to Strike off", true)]
    [InlineData("Liquidation", true)]
    [InlineData("In Administration", true)]
    [InlineData("Live but Receiver Manager on at least one charge", true)]
    [InlineData("Voluntary Arrangement", true)]
    [InlineData("Dissolved", true)]
    public void A_register_status_that_ends_an_organisation_forbids_a_pass(string status, bool forbids) =>
        Assert.Equal(forbids, RegisterRules.WhyCannotPass(Facts with { Status = status }) is not null);

    [Theory]
    [InlineData(Register.Charity, "1234567", true)]
    [InlineData(Register.Charity, "234567", true)]
    [InlineData(Register.Charity, "1234567-1", true)]
    [InlineData(Register.Charity, "SC012345", true)]
    [InlineData(Register.Charity, "NIC100002", true)]
    [InlineData(Register.Charity, "12345", false)]
    [InlineData(Register.Charity, "12345678", false)]
    [InlineData(Register.Company, "01234567", true)]
    [InlineData(Register.Company, "OC301234", true)]
    [InlineData(Register.Company, "1234567", false)]
    [InlineData(Register.Company, "O1234567", false)]
    public void A_register_number_of_the_wrong_form_is_refused(Register register, string number, bool right) =>
        Assert.Equal(right, RegisterRules.WhyNumberIsWrong(register, number) is null);

    [Theory]
    [InlineData(Register.Charity, " 1234567 ", "1234567")]
    [InlineData(Register.Charity, "1234567-1", "1234567")] // A linked charity is listed under its parent.
    [InlineData(Register.Charity, "sc 012345", "SC012345")]
    [InlineData(Register.Company, "1234567", "01234567")]
    [InlineData(Register.Company, "sc12345", "SC012345")]
    public void A_register_number_is_looked_up_in_the_registers_own_form(Register register, string typed, string plain) =>
        Assert.Equal(plain, RegisterRules.Plain(register, typed));

    [Theory]
    [InlineData(4_999, null)]
    [InlineData(5_000, FindingLevel.Review)]
    [InlineData(10_000, FindingLevel.Against)]
    public void A_grant_is_compared_with_the_income_on_the_register(int asked, FindingLevel? level)
    {
        var facts = new RegisterFacts
        {
            Register = Register.Charity,
            Number = "1234567",
            Name = "ELM",
            Income = Money.FromPounds(10_000),
        };
        Assert.Equal(level, RegisterRules.GrantAgainstIncome(facts, Money.FromPounds(asked))?.Level);
        Assert.Null(RegisterRules.GrantAgainstIncome(facts with { Income = null }, Money.FromPounds(asked)));
        Assert.Equal(
            FindingLevel.Against,
            RegisterRules.GrantAgainstIncome(facts with { Income = Money.Zero }, Money.FromPounds(asked))!.Level
        );
    }

    [Fact]
    public void A_large_grant_to_a_tiny_body_says_both_sums() =>
        Assert.Equal(
            "It asks for £10,000.00. Its income in the last year on the register was £3,000.00, so the grant would be 333% of it.",
            RegisterRules
                .GrantAgainstIncome(
                    new()
                    {
                        Register = Register.Charity,
                        Number = "1234567",
                        Income = Money.FromPounds(3_000),
                    },
                    Money.FromPounds(10_000)
                )!
                .Sentence
        );

    [Fact]
    public void Missing_accounts_are_no_finding_in_the_first_months_of_a_body()
    {
        var facts = new RegisterFacts
        {
            Register = Register.Company,
            Number = "01234567",
            Name = "ELM",
            Status = "Active",
            RegisteredOn = new(2025, 3, 1),
        };
        FindingLevel Level(DateOnly day) =>
            RegisterRules
                .Findings(facts, "Elm", "LE1 1AA", day)
                .Single(one => one.Sentence.Contains("accounts", StringComparison.Ordinal))
                .Level;
        Assert.Equal(FindingLevel.Fine, Level(new(2026, 11, 30)));
        Assert.Equal(FindingLevel.Review, Level(new(2026, 12, 1)));
    }

    [Fact]
    public void Trustees_who_are_not_on_the_form_are_named() =>
        Assert.Equal(
            ["MR GEORGE OAKES"],
            RegisterRules.TrusteesNotNamed(["MRS MARGARET ELM", "MR GEORGE OAKES"], ["Peggy Elm", "Thomas Ash"])
        );

    [Fact]
    public void A_charitable_incorporated_organisation_that_is_being_dissolved_cannot_pass() =>
        Assert.Equal(
            "The register says that it is dissolved or is being dissolved",
            RegisterRules.WhyCannotPass(
                new()
                {
                    Register = Register.Charity,
                    Number = "1234567",
                    Name = "ELM",
                    Status = "Registered",
                    IsDissolving = true,
                }
            )
        );

    [Fact]
    public void A_company_far_away_that_is_limited_by_shares_is_not_searched_by_parts_of_its_name()
    {
        HashSet<string> areas = ["LE"];
        Assert.False(RegisterRules.IsSearchedByParts("Private Limited Company", "M1 1AA", areas));
        Assert.True(RegisterRules.IsSearchedByParts("Private Limited Company", "LE1 1AA", areas));
        Assert.True(RegisterRules.IsSearchedByParts("Community Interest Company", "M1 1AA", areas));
        Assert.True(RegisterRules.IsSearchedByParts("PRI/LTD BY GUAR/NSC (Private, limited by guarantee, no share capital)", null, areas));
        Assert.True(RegisterRules.IsSearchedByParts(null, "M1 1AA", areas));
    }
}
