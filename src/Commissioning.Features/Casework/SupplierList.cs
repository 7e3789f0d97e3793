using Commissioning.Platform.Lists;

namespace Commissioning.Features.Casework;

/// <summary>Everybody who may be paid, with their number in the finance system: organisations with an award, and the areas' lead
/// councils.</summary>
public static class SupplierList
{
    public static readonly ListDefinition List = new(
        "suppliers",
        "Suppliers",
        "o.Id",
        """
        from  Organisation o
        join  Organisation s on s.Id = coalesce(o.SameAs, o.Id)
        where (exists (select 1 from Award w join Application a on a.Id = w.ApplicationId where a.OrganisationId = o.Id and w.OfferedAt is not null) or exists (select 1 from CspArea c where c.LeadOrganisationId = o.Id))
        """,
        "name",
        [
            new("name", "Payee", "o.Name") { IsSearched = true, Link = Links.Payments.Supplier },
            new("number", "Supplier number", "s.SupplierNumber") { IsSearched = true },
            new("state", "Number", "case when s.SupplierNumber is null then 'Missing' else 'Entered' end")
            {
                Kind = ListColumnKind.Choice,
                IsFiltered = true,
                Choices = ["Missing", "Entered"],
                Colour = value => value == "Missing" ? "yellow" : "green",
            },
            new("town", "Town", "o.Town") { IsSearched = true, IsShown = false },
            new(
                "paid",
                "Paid so far",
                "(select coalesce(sum(p.Amount), 0) from Payment p left join Award w on w.Id = p.AwardId left join Application a on a.Id = w.ApplicationId where p.Status = 'Paid' and coalesce(a.OrganisationId, p.PayeeId) = o.Id)"
            )
            {
                Kind = ListColumnKind.Money,
            },
        ]
    )
    {
        Unit = ("payee", "payees"),
    };
}
