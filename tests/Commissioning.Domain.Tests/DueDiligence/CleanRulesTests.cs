using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.DueDiligence;

public sealed class CleanRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    private static RegisterFacts Entry(DateOnly? asOf = null) =>
        new()
        {
            Register = Register.Charity,
            Number = "1234567",
            Name = "Friends of Test Park",
            Status = "Registered",
            AccountsTo = new(2026, 3, 31),
            AsOf = asOf,
            Source = "Charity extract",
        };

    private static CleanFacts Facts { get; } =
        new()
        {
            Today = Today,
            FoundAt = new DateTime(2026, 11, 30, 9, 0, 0, DateTimeKind.Utc),
            SanctionsListDate = Today,
            Numbers = 1,
            Entries = [(Entry(), Today, FindingLevel.Fine)],
            ConfirmedAccount = "1234",
            PayeeMatches = true,
            Reach = SafeguardingReach.NobodyAtRisk,
            ReachSavedOn = Today,
        };

    public static TheoryData<string, CheckKind, CleanFacts, string?> Cases =>
        new()
        {
            { "register: active, equal name, accounts in time", CheckKind.Register, Facts, null },
            {
                "register: an extract in date",
                CheckKind.Register,
                Facts with
                {
                    Entries = [(Entry(Today.AddDays(-40)), Today, FindingLevel.Fine)],
                },
                null
            },
            {
                "register: an old extract",
                CheckKind.Register,
                Facts with
                {
                    Entries = [(Entry(Today.AddDays(-41)), Today, FindingLevel.Fine)],
                },
                "The register was last read as of 20 October 2026. Look it up again."
            },
            {
                "register: looked up live yesterday",
                CheckKind.Register,
                Facts with
                {
                    Entries = [(Entry(), Today.AddDays(-1), FindingLevel.Fine)],
                },
                "The register was last read as of 29 November 2026. Look it up again."
            },
            {
                "register: another name or late accounts",
                CheckKind.Register,
                Facts with
                {
                    Entries = [(Entry(), Today, FindingLevel.Review)],
                },
                "The register entry says something to look at"
            },
            { "register: not looked up", CheckKind.Register, Facts with { Entries = [] }, "A register number has not been looked up yet" },
            {
                "register: only one of two numbers looked up",
                CheckKind.Register,
                Facts with
                {
                    Numbers = 2,
                },
                "A register number has not been looked up yet"
            },
            {
                "register: no number",
                CheckKind.Register,
                Facts with
                {
                    Numbers = 0,
                    Entries = [],
                },
                "The applicant gave no register number. Record what else shows that it is active."
            },
            { "cross-checks", CheckKind.CrossChecks, Facts with { SanctionsListDate = Today.AddDays(-7) }, null },
            {
                "cross-checks: an old list",
                CheckKind.CrossChecks,
                Facts with
                {
                    SanctionsListDate = Today.AddDays(-8),
                },
                "The sanctions list is of 22 November 2026, which is more than 7 days ago"
            },
            {
                "cross-checks: no list",
                CheckKind.CrossChecks,
                Facts with
                {
                    SanctionsListDate = null,
                },
                "No sanctions list is loaded, so no name was compared with it"
            },
            {
                "cross-checks: something changed since",
                CheckKind.CrossChecks,
                Facts with
                {
                    FoundAt = null,
                },
                "The portal has not looked at it since its last change. Try again in a minute."
            },
            { "bank: confirmed with a match", CheckKind.BankDetails, Facts, null },
            { "bank: not confirmed", CheckKind.BankDetails, Facts with { ConfirmedAccount = null }, "No bank account is confirmed yet" },
            {
                "bank: no match",
                CheckKind.BankDetails,
                Facts with
                {
                    PayeeMatches = false,
                },
                "Confirmation of Payee did not say that the name matches"
            },
            { "safeguarding: no one at risk", CheckKind.Safeguarding, Facts, null },
            { "safeguarding: all seen", CheckKind.Safeguarding, Facts with { Reach = SafeguardingReach.InGroups }, null },
            {
                "safeguarding: something missing",
                CheckKind.Safeguarding,
                Facts with
                {
                    SafeguardingGaps = 1,
                },
                "Some of the safeguarding evidence is missing"
            },
            {
                "safeguarding: not recorded",
                CheckKind.Safeguarding,
                Facts with
                {
                    Reach = null,
                },
                "Nobody has recorded yet whom the project reaches"
            },
            { "papers need eyes", CheckKind.General, Facts, "Somebody must read the papers for this check" },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_check_is_clean_only_when_the_portal_looked_and_found_nothing(
        string subject,
        CheckKind kind,
        CleanFacts facts,
        string? why
    )
    {
        Assert.NotNull(subject);
        Assert.Equal(why, CleanRules.WhyNotClean(kind, [], facts)?.Sentence);
    }

    [Theory]
    [InlineData(CheckKind.Register)]
    [InlineData(CheckKind.CrossChecks)]
    [InlineData(CheckKind.BankDetails)]
    [InlineData(CheckKind.Safeguarding)]
    public void No_check_with_an_open_finding_is_clean_or_passes_by_eye(CheckKind kind)
    {
        FindingState open = new(FindingKind.StopFlag, FindingLevel.Against, "A stop flag", Verdict: null, Settled: false);
        var concern = open with { Verdict = FindingVerdict.Concern, Settled = true };
        foreach (var finding in new[] { open, concern })
        {
            var alone = FindingRules.WhyCannotRecord(CheckStatus.Pass, [finding]);
            Assert.NotNull(alone);
            Assert.Equal(alone, CleanRules.WhyNotClean(kind, [finding], Facts));
            Assert.Equal(alone, CleanRules.WhyCannotPassByEye(kind, [finding], numbers: 0));
        }
    }

    [Fact]
    public void A_clean_check_says_what_was_looked_at_and_when()
    {
        var (note, source) = CleanRules.WhatWasSeen(CheckKind.Register, Facts);
        Assert.Contains("Friends of Test Park, charity number 1234567, registered, accounts to 31 March 2026", note);
        Assert.Equal("Charity extract, seen 30 November 2026", source);
        Assert.Contains("sanctions list of 30 November 2026", CleanRules.WhatWasSeen(CheckKind.CrossChecks, Facts).Source);
    }

    [Fact]
    public void The_groups_of_a_round_sum_up_to_what_came() =>
        Assert.Equal(
            "5 applications: 1 with findings to decide, 1 to check by hand, 2 with nothing found and papers to read, 1 finished",
            RoundCheckRules.InWords([RoundGroup.Clean, RoundGroup.Found, RoundGroup.Clean, RoundGroup.ByHand, RoundGroup.Finished])
        );

    [Fact]
    public void A_phone_shows_the_first_applications_with_something_to_do()
    {
        Assert.False(RoundCheckRules.IsFolded(RoundGroup.Found, 0));
        Assert.False(RoundCheckRules.IsFolded(RoundGroup.ByHand, 14));
        Assert.True(RoundCheckRules.IsFolded(RoundGroup.Found, 15));
        Assert.True(RoundCheckRules.IsFolded(RoundGroup.Clean, 0));
        Assert.True(RoundCheckRules.IsFolded(RoundGroup.Finished, 0));
    }

    [Fact]
    public void An_assessor_reads_how_many_findings_are_open_by_check_and_no_more() =>
        Assert.Equal(
            "3 findings open (bank account 1, cross-checks 2)",
            RoundCheckRules.ForAssessors([FindingKind.SanctionsHit, FindingKind.SharedAccount, FindingKind.StopFlag])
        );
}
