using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.SendLetters)]
public sealed class RequestVariationModel(Db db, RequestVariation request, TimeProvider clock) : PageModel, IVariationPage
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute(Name = "kind")]
    public string KindName { get; set; } = "";

    [BindProperty]
    public VariationForm Form { get; set; } = new();
    public VariationQueries.VariationDetail View { get; private set; } = null!;

    /// <summary>A notice of breach was agreed for this award.</summary>
    public bool HasNotice { get; private set; }
    public string ReasonLabel =>
        Kind switch
        {
            VariationKind.BreachNotice => "What is wrong, and what must be done?",
            VariationKind.GiveUp => "How did they tell you, and when?",
            VariationKind.Recovery => "Why must it be paid back?",
            _ => "Why?",
        };
    public string ReasonHint =>
        VariationRules.PrintsReason(Kind)
            ? Kind == VariationKind.Recovery
                ? "We send this to the organisation at once, and the letter prints it, as you write it"
                : "The letter to the organisation prints this, as you write it"
            : "This stays on file. The letter does not print it";
    public VariationKind Kind =>
        Enum.TryParse<VariationKind>(KindName, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && kind != VariationKind.Bank
            ? kind
            : throw new NotFoundException("No such change");

    public async Task OnGetAsync()
    {
        _ = Kind;
        await ReadAsync();
        Form = VariationForm.From(View, await db.ReadAsync(work => OfficeSettings.OfAsync(work, OfficeSettings.Limits)), clock.Today());
    }

    private async Task ReadAsync() =>
        (View, HasNotice) = await db.ReadAsync(async work =>
            (await VariationQueries.GetAsync(work, Id), await VariationQueries.HasNoticeAsync(work, Id))
        );

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        var (wanted, wrong) = Form.Read(Kind, View);
        if (this.AnyErrors(wrong))
            return this.PageWithErrors();
        return this.AnyErrors(await request.RunAsync(User.Actor(), null, Id, Kind, wanted, Form.Reason))
            ? this.PageWithErrors()
            : this.Next(Links.Awards.Variations(Id), "You have asked for the change. Someone else must decide.");
    }
}
