using Commissioning.Domain.Accounts;

namespace Commissioning.Domain.Tests.Accounts;

public sealed class SignInRuleTests
{
    private static readonly Dictionary<string, Role> Groups = new()
    {
        ["g-officers"] = Role.CommissioningOfficer,
        ["g-finance"] = Role.FinanceOfficer,
    };

    [Theory]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
        "Chrome on Windows"
    )]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
        "Edge on Windows"
    )]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
        "Safari on an iPhone"
    )]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux")]
    [InlineData("curl/8", "A browser")]
    [InlineData(null, "A browser")]
    public void A_device_is_named_in_words(string? userAgent, string words) => Assert.Equal(words, DeviceDescription.Of(userAgent));

    [Fact]
    public void A_session_ends_when_unused_or_too_long()
    {
        var made = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
        Assert.Equal(made.AddHours(4), SessionRules.EndsAt(made, made.AddHours(3), staff: true, new()));
        Assert.Equal(made.AddHours(12), SessionRules.EndsAt(made, made.AddHours(11.5), staff: true, new()));
        Assert.Equal(made.AddHours(11), SessionRules.EndsAt(made, made.AddHours(3), staff: false, new()));
    }

    [Fact]
    public void Staff_keep_a_second_factor()
    {
        Assert.NotNull(SessionRules.WhyCannotRemovePasskey(staff: true, authenticator: false, passkeys: 1));
        Assert.Null(SessionRules.WhyCannotRemovePasskey(staff: true, authenticator: true, passkeys: 1));
        Assert.Null(SessionRules.WhyCannotRemovePasskey(staff: true, authenticator: false, passkeys: 2));
        Assert.Null(SessionRules.WhyCannotRemovePasskey(staff: false, authenticator: false, passkeys: 1));
    }

    [Fact]
    public void Groups_give_roles_and_unknown_ones_nothing()
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
    public void An_account_is_found_by_the_directorys_id_or_taken_by_address_from_confirmed_staff_only()
    {
        var answer = Answer("g-officers");
        Assert.Null(DirectoryRules.WhyNot(answer, null));
        Assert.Null(DirectoryRules.WhyNot(answer with { Email = null }, new(answer.Subject, true, [])));
        Assert.Null(DirectoryRules.WhyNot(answer, new(null, true, [Role.PanelMember])));
        Assert.Null(DirectoryRules.WhyNot(answer, new(null, false, [Role.Applicant])));
        Assert.Contains(
            "kept for emergencies",
            DirectoryRules.WhyNot(answer, new(null, true, [Role.Administrator], BreakGlass: true))!.Sentence,
            StringComparison.Ordinal
        );
        Assert.NotNull(DirectoryRules.WhyNot(answer with { EmailVouchedFor = false }, new(null, false, [Role.Applicant])));
        Assert.Contains(
            "applicant's account",
            DirectoryRules.WhyNot(answer, new(null, true, [Role.Applicant]))!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not confirmed",
            DirectoryRules.WhyNot(answer, new(null, false, [Role.PanelMember]))!.Sentence,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "another person",
            DirectoryRules.WhyNot(answer, new("other", true, [Role.PanelMember]))!.Sentence,
            StringComparison.Ordinal
        );
        Assert.NotNull(DirectoryRules.WhyNot(answer with { EmailVouchedFor = false }, null));
        Assert.NotNull(DirectoryRules.WhyNot(answer with { Email = null }, null));
    }

    [Fact]
    public void Roles_that_no_group_gives_stay_and_so_does_the_administrator_for_emergencies()
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
    public void Whom_the_directory_knows_comes_in_by_it(
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
