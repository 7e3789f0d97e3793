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
}
