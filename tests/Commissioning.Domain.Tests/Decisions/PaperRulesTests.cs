using Commissioning.Domain.Accounts;
using Commissioning.Domain.Decisions;
using Commissioning.Domain.Funds;

namespace Commissioning.Domain.Tests.Decisions;

public sealed class PaperRulesTests
{
    [Theory]
    [InlineData("Section 9 of the Police Reform and Social Responsibility Act 2011 (crime and disorder reduction grants)", true)]
    [InlineData("Police Reform and Social Responsibility Act 2011, s.9", true)]
    [InlineData("Police Reform and Social Responsibility Act 2011, section 98", false)]
    [InlineData("Anti-social Behaviour, Crime and Policing Act 2014, section 143", false)]
    public void The_opinion_is_asked_for_under_section_9_only(string power, bool needs) =>
        Assert.Equal(needs, PaperRules.NeedsOpinion(power));

    [Fact]
    public void An_adviser_comments_in_their_own_name_until_the_decision()
    {
        Refusal? Why(Role adviser, bool isDecided, params Role[] roles) =>
            PaperRules.WhyCannotComment(adviser, roles, isDecided, "Affordable", "wording");
        Assert.Null(Why(Role.LegalReviewer, false, Role.LegalReviewer));
        Assert.NotNull(Why(Role.LegalReviewer, true, Role.LegalReviewer));
        Assert.NotNull(Why(Role.LegalReviewer, false, Role.CommissioningOfficer));
        Assert.NotNull(Why(Role.CommissioningOfficer, false, Role.CommissioningOfficer));
    }

    [Fact]
    public void What_waits_names_the_adviser_whose_signature_the_round_asks_for()
    {
        var waiting = PaperRules.WhatWaits(
            ["TF-001"],
            ["TF-002", "TF-003"],
            waitsForFinance: true,
            unwritten: 2,
            [Role.ChiefFinanceOfficer],
            [new SignOffStep("Chief Finance Officer", Role.ChiefFinanceOfficer)]
        );
        Assert.Equal(
            [
                "Checks that are due before the decision are open for 1 recommended application: TF-001. We pay nothing until they are done.",
                "TF-002, TF-003 have not said whether a part of the grant is enough, so the full amount counts.",
                "Finance has not answered the request to award more than the pot.",
                "Nobody has written why 2 recommended projects reduce crime, so the paper prints the application's own words.",
                "The chief finance officer has not commented yet. This round asks them to sign as Chief Finance Officer.",
            ],
            waiting
        );
        Assert.Empty(PaperRules.WhatWaits([], [], false, 0, [], []));
    }
}
