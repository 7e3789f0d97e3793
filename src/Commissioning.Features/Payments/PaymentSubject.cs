namespace Commissioning.Features.Payments;

/// <summary>What a payment is for and who is paid: the organisation of an award, or the lead council of an area. The one place that says
/// it, for statements that name the payment p.</summary>
public static class PaymentSubject
{
    /// <summary>The award w with its application a, or the area c; and the payee o.</summary>
    public const string JoinSql = """
        left join Award w on w.Id = p.AwardId
        left join Application a on a.Id = w.ApplicationId
        left join CspArea c on c.Id = p.AreaId
        join      Organisation o on o.Id = coalesce(a.OrganisationId, p.PayeeId)
        """;

    /// <summary>The application's reference, or such as CSP Blaby 2026-27.</summary>
    public const string ReferenceSql = "coalesce(a.Reference, concat('CSP ', c.Name, ' ', p.BudgetYear))";

    public const string ProjectSql = "coalesce(a.ProjectName, concat('Community Safety Partnership ', c.Name))";
}
