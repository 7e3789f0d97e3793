using Commissioning.Domain.Accounts;

namespace Commissioning.Domain.Tests.Accounts;

public sealed class DirectoryRulesTests
{
    private static readonly Dictionary<string, Role> Groups = new()
    {
        ["g-officers"] = Role.CommissioningOfficer,
        ["g-finance"] = Role.FinanceOfficer,
    };

    [Fact]
    public void Directory_groups_give_their_roles_and_unknown_groups_give_none()
    {
        Assert.Equal([Role.CommissioningOfficer], DirectoryRules.RolesOf(Answer("g-officers", "g-football"), Groups).Value!);
        Assert.StartsWith(
            "None of your directory groups",
            DirectoryRules.RolesOf(Answer("g-football"), Groups).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "in Entra",
            DirectoryRules.RolesOf(Answer("g-officers") with { GroupsLeftOut = true }, Groups).FirstRefusal!.Sentence,
            StringComparison.Ordinal
        );
        Assert.NotNull(
            DirectoryRules.RolesOf(Answer("g-applicants"), new Dictionary<string, Role> { ["g-applicants"] = Role.Applicant }).FirstRefusal
        );
    }

    [Fact]
    public void Directory_sign_in_finds_an_account_by_its_id_or_links_a_staff_address()
    {
        var answer = Answer("g-officers");
        Assert.Null(DirectoryRules.WhyNot(answer, null));
        Assert.Null(DirectoryRules.WhyNot(answer with { Email = null }, new(answer.Subject, [])));
        Assert.Null(DirectoryRules.WhyNot(answer, new(null, [Role.PanelMember])));
        Assert.Contains(
            "kept for emergencies",
            DirectoryRules.WhyNot(answer, new(null, [Role.Administrator], BreakGlass: true))!.Sentence,
            StringComparison.Ordinal
        );
        Assert.NotNull(DirectoryRules.WhyNot(answer with { EmailVouchedFor = false }, new(null, [Role.PanelMember])));
        Assert.Contains(
            "applicant's account",
            DirectoryRules.WhyNot(answer, new(null, [Role.Applicant]))!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "another person",
            DirectoryRules.WhyNot(answer, new("other", [Role.PanelMember]))!.Sentence,
            StringComparison.Ordinal
        );
        Assert.NotNull(DirectoryRules.WhyNot(answer with { EmailVouchedFor = false }, null));
        Assert.NotNull(DirectoryRules.WhyNot(answer with { Email = null }, null));
    }

    [Fact]
    public void Directory_sign_in_keeps_roles_that_no_group_controls_and_the_emergency_administrator()
    {
        Assert.Equal(
            [Role.Applicant, Role.CommissioningOfficer, Role.ConcernLead],
            DirectoryRules.RolesAfter(
                [Role.Applicant, Role.FinanceOfficer, Role.ConcernLead],
                [Role.CommissioningOfficer],
                Groups.Values,
                breakGlass: false
            )
        );
        Assert.Equal(
            [Role.CommissioningOfficer, Role.Administrator],
            DirectoryRules.RolesAfter(
                [Role.Administrator],
                [Role.CommissioningOfficer],
                [Role.Administrator, Role.CommissioningOfficer],
                breakGlass: true
            )
        );
        Assert.Equal(
            [Role.CommissioningOfficer],
            DirectoryRules.RolesAfter(
                [Role.Administrator],
                [Role.CommissioningOfficer],
                [Role.Administrator, Role.CommissioningOfficer],
                breakGlass: false
            )
        );
    }

    [Theory]
    [InlineData(true, true, true, true, false, true)]
    [InlineData(true, true, true, true, true, false)]
    [InlineData(false, true, true, true, false, false)]
    [InlineData(true, true, true, false, false, false)]
    [InlineData(true, false, true, false, false, true)]
    [InlineData(true, false, false, false, false, false)]
    public void Staff_linked_to_the_directory_must_sign_in_with_it(
        bool directoryOn,
        bool localStaff,
        bool staff,
        bool linked,
        bool breakGlass,
        bool must
    ) => Assert.Equal(must, DirectoryRules.MustUseDirectory(directoryOn, localStaff, staff, linked, breakGlass));

    private static DirectoryAnswer Answer(params string[] groups) =>
        new()
        {
            Subject = "s-1",
            Email = "jo@opcc.example",
            EmailVouchedFor = true,
            Name = "Jo",
            Groups = groups,
        };
}
