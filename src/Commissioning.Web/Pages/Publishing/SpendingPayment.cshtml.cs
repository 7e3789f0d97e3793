using Commissioning.Domain.Accounts;
using Commissioning.Domain.Publishing;
using Commissioning.Features.Publishing;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Publishing;

/// <summary>What the public may read of a payment.</summary>
[Requires(Permission.PreparePublication)]
public sealed class SpendingPaymentModel(SpendingDesk desk, SaveSpendingPayment save) : PageModel
{
    private const string Shown = "Shown";
    public static readonly IReadOnlyList<Choice> Names =
    [
        new(Shown, "Show the name"),
        new(nameof(WithheldGround.Section40), "The recipient is a person: withhold the name (section 40)"),
        .. Enum.GetValues<WithheldGround>()
            .Where(ground => ground != WithheldGround.Section40)
            .Select(ground => new Choice(ground.ToString(), $"Withhold the name: {PublicationRules.GroundInWords(ground)}")),
    ];

    [FromRoute(Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public FormData Form { get; set; } = new();
    public SpendingDesk.Payment View { get; private set; } = null!;

    public sealed class FormData
    {
        public string? Purpose { get; set; }
        public string? ValueReason { get; set; }

        /// <summary>Shown, or the ground on which the name is withheld.</summary>
        public string? Ground { get; set; }
        public string? Why { get; set; }
        public int Version { get; set; }
    }

    public async Task OnGetAsync()
    {
        View = await desk.GetPaymentAsync(Id);
        Form = new()
        {
            Purpose = View.Purpose,
            ValueReason = View.ValueReason,
            Ground = View.Ground?.ToString() ?? Shown,
            Why = View.Why,
            Version = View.Version,
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await desk.GetPaymentAsync(Id);
        if (Names.All(name => name.Value != Form.Ground))
            return this.PageWithErrors(new("Choose whether the name is shown", nameof(Form.Ground)));
        var outcome = await save.RunAsync(
            User.Actor(),
            Id,
            Form.Purpose,
            Form.ValueReason,
            Enum.TryParse<WithheldGround>(Form.Ground, out var ground) ? ground : null,
            Form.Why,
            Form.Version
        );
        return outcome.IsDone
            ? this.Next(Links.Publishing.SpendingMonth(View.Month), $"Payment {View.Reference} is saved")
            : this.PageWithErrors(outcome);
    }
}
