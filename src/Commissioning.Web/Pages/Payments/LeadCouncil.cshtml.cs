using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Organisations;
using Commissioning.Features.CspBudgets;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.RequestPayments)]
public sealed class LeadCouncilModel(Db db, ChooseLeadCouncil choose, AddLeadCouncil add) : PageModel
{
    [BindProperty]
    public CouncilForm Form { get; set; } = new();

    [BindProperty]
    public AddedForm Added { get; set; } = new();
    public AreaQueries.Area Area { get; private set; } = null!;
    public IReadOnlyList<Choice> Councils { get; private set; } = [];

    public sealed class CouncilForm
    {
        public Guid? Organisation { get; set; }
        public string? RemittanceEmail { get; set; }
    }

    public sealed class AddedForm
    {
        public string? Name { get; set; }
        public string? AddressLine { get; set; }
        public string? Town { get; set; }
        public string? Postcode { get; set; }
        public string? Phone { get; set; }
        public string? RemittanceEmail { get; set; }
    }

    public async Task OnGetAsync(Guid area)
    {
        await ReadAsync(area);
        (Form.Organisation, Form.RemittanceEmail) = await db.ReadAsync(work => ChooseLeadCouncil.NowAsync(work, area));
    }

    public async Task<IActionResult> OnPostAsync(Guid area)
    {
        await ReadAsync(area);
        return Next(await choose.RunAsync(User.Actor(), area, Form.Organisation, Form.RemittanceEmail), nameof(Form));
    }

    public async Task<IActionResult> OnPostAddAsync(Guid area)
    {
        await ReadAsync(area);
        var details = new OrganisationDetails
        {
            Name = Added.Name?.Trim() ?? "",
            Kind = "",
            AddressLine = Added.AddressLine?.Trim() ?? "",
            Town = Added.Town?.Trim() ?? "",
            Postcode = Added.Postcode?.Trim() ?? "",
            Area = Area.ReadAs,
            Phone = Added.Phone?.Trim() ?? "",
        };
        return Next(await add.RunAsync(User.Actor(), area, details, Added.RemittanceEmail), nameof(Added));
    }

    private IActionResult Next(Result outcome, string form) =>
        !outcome.IsDone
            ? this.PageWithErrors(outcome, form)
            : this.Next(
                Links.CspBudgets.Areas,
                $"The lead council of {Area.Name} is saved. Its bank details must be confirmed before it is paid."
            );

    private async Task ReadAsync(Guid area) =>
        (Area, Councils) = await db.ReadAsync(async work =>
            (
                await AreaQueries.GetAsync(work, area),
                (IReadOnlyList<Choice>)
                    (await ChooseLeadCouncil.CouncilsAsync(work)).Select(one => new Choice(one.Id.ToString(), one.Name)).ToList()
            )
        );
}
