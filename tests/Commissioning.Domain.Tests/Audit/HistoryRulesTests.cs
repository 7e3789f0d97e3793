using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;

namespace Commissioning.Domain.Tests.Audit;

public sealed class HistoryRulesTests
{
    private static readonly IReadOnlySet<Permission> Everything = Enum.GetValues<Permission>().ToHashSet();

    [Theory]
    [InlineData(AuditAction.ScoreSaved)]
    [InlineData(AuditAction.DecisionDrafted)]
    [InlineData(AuditAction.EqualityAnswered)]
    [InlineData(AuditAction.ConcernRaised)]
    [InlineData(AuditAction.ConcernRead)]
    [InlineData(AuditAction.AnswerSaved)]
    public void Drafts_equality_answers_and_concerns_are_in_no_history(AuditAction action) =>
        Assert.DoesNotContain(action, HistoryRules.Readable(Everything, scoresHidden: false));

    [Fact]
    public void Readings_of_bank_details_need_the_permission_to_check_them()
    {
        var officer = RolePermissions.Of([Role.CommissioningOfficer]);
        var finance = RolePermissions.Of([Role.FinanceOfficer]);
        Assert.DoesNotContain(AuditAction.BankDetailsViewed, HistoryRules.Readable(officer, scoresHidden: false));
        Assert.Contains(AuditAction.BankDetailsViewed, HistoryRules.Readable(finance, scoresHidden: false));
        Assert.DoesNotContain(AuditAction.ScoreAgreed, HistoryRules.Readable(finance, scoresHidden: false));
    }

    [Fact]
    public void Scores_are_hidden_from_an_assessor_who_has_not_submitted()
    {
        var both = RolePermissions.Of([Role.CommissioningOfficer, Role.PanelMember]);
        Assert.Contains(AuditAction.ScoresSubmitted, HistoryRules.Readable(both, scoresHidden: false));
        Assert.DoesNotContain(AuditAction.ScoresSubmitted, HistoryRules.Readable(both, scoresHidden: true));
        Assert.Contains(AuditAction.ApplicationSubmitted, HistoryRules.Readable(both, scoresHidden: true));
    }

    [Fact]
    public void An_action_is_read_under_one_permission()
    {
        var readable = HistoryRules.Readable(Everything, scoresHidden: false);
        Assert.Equal(readable.Count, readable.Distinct().Count());
    }

    [Fact]
    public void Nobody_without_a_permission_reads_anything() =>
        Assert.Empty(HistoryRules.Readable(new HashSet<Permission>(), scoresHidden: false));
}
