using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.WriteApplications)]
public sealed class MyVariationModel(Db db, RequestVariation request, TimeProvider clock) : PageModel, IVariationPage
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute(Name = "kind")]
    public string KindName { get; set; } = "";

    [BindProperty]
    public VariationForm Form { get; set; } = new();
    public VariationQueries.VariationDetail View { get; private set; } = null!;
    public string ReasonLabel => "Why?";
    public string ReasonHint => "";
    public VariationKind Kind =>
        Enum.TryParse<VariationKind>(KindName, ignoreCase: true, out var kind)
        && Enum.IsDefined(kind)
        && !VariationRules.OfficeOnly.Contains(kind)
        && kind != VariationKind.Bank
            ? kind
            : throw new NotFoundException("No such change");

    public async Task OnGetAsync()
    {
        _ = Kind;
        View = await db.ReadAsync(work => VariationQueries.GetMineAsync(work, User.Actor(), Id));
        Form = VariationForm.From(View, await db.ReadAsync(work => OfficeSettings.OfAsync(work, OfficeSettings.Limits)), clock.Today());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await db.ReadAsync(work => VariationQueries.GetMineAsync(work, User.Actor(), Id));
        var (wanted, wrong) = Form.Read(Kind, View);
        if (this.AnyErrors(wrong))
            return this.PageWithErrors();
        return this.AnyErrors(await request.RunAsync(User.Actor(), Id, null, Kind, wanted, Form.Reason))
            ? this.PageWithErrors()
            : this.Next(Links.Awards.MyGrant(Id), "We have your request and will write to you");
    }
}
