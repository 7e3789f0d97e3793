using Commissioning.Domain.CspBudgets;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

[AllowAnonymous, Revalidated]
public sealed class GrantsModel(PublicGrantSearch grants, PastGrants pastGrants) : PageModel
{
    public PublicGrantSearch.GrantPage View { get; private set; } = null!;

    /// <summary>Of rounds of before the portal.</summary>
    public PastGrants.Found Past { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        View = await grants.FindAsync(name => Request.Query[name].FirstOrDefault());
        Past = await pastGrants.FindAsync(View.Filter);
    }

    public FilterChoice Order =>
        new(
            "sort",
            "Order",
            GrantFilter.Orders.Select(one => new Choice(one.Word, one.InWords)).ToList(),
            GrantFilter.Orders.First(one => one.Order == View.Filter.Sort).Word
        );

    /// <summary>The areas that can be drawn, the darker the more grants they have.</summary>
    public IReadOnlyList<Drawing.AreaTile> Tiles
    {
        get
        {
            var areas = View.Areas.Where(sum => sum.Area is not null and not AreaRules.EveryArea).ToList();
            var most = areas.Select(sum => sum.Grants).DefaultIfEmpty().Max();
            return areas.Select(sum => new Drawing.AreaTile(sum.Area!, sum.Grants, Shade(sum.Grants, most))).ToList();
        }
    }

    /// <summary>The address of the list with a change of its filter, from its first page.</summary>
    public string With(Func<GrantFilter, GrantFilter> change) => Links.Publishing.GrantsWith(change(View.Filter).ToQuery(withPage: false));

    // Nothing is white, and the most are the darkest of five.
    private static int Shade(int grants, int most) => grants == 0 ? 0 : Math.Max(1, (grants * 4 + most - 1) / most);
}
