using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features;
using Commissioning.Features.Settings;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Settings;

/// <summary>One piece of safeguarding evidence, or a new one.</summary>
[Requires(Permission.ManageSettings)]
public sealed class PointModel(Db db, SaveSafeguardingPoint save) : PageModel
{
    private const string New = "new";

    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public PointForm Form { get; set; } = new();

    /// <summary>Null: a new one.</summary>
    public SafeguardingPoint? Before { get; private set; }
    public string Heading => Before is null ? "Add safeguarding evidence" : Before.Name;
    private string? setBy;

    public static readonly IReadOnlyList<Choice> Reaches = Enum.GetValues<SafeguardingReach>()
        .Select(reach => new Choice(reach.ToString(), SafeguardingRules.Name(reach)))
        .ToList();

    public sealed class PointForm
    {
        public string? Name { get; set; }
        public SafeguardingReach[] NeededFrom { get; set; } = [];
        public bool IsClosed { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (Before is not null)
            Form = new()
            {
                Name = Before.Name,
                NeededFrom = [.. Before.NeededFrom],
                IsClosed = Before.IsClosed,
            };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var seen = Version;
        await LoadAsync();
        if (this.IfStale(seen, Version, setBy) is { } stale)
            return stale;
        var typed = new SafeguardingPoint(
            Before?.Code ?? "",
            Form.Name?.Trim() ?? "",
            Form.NeededFrom,
            Before is not null && Form.IsClosed
        );
        return this.AfterSaving(await save.RunAsync(User.Actor(), seen, typed), Links.Settings.Safeguarding, $"{typed.Name} is saved");
    }

    private async Task LoadAsync()
    {
        var current = await db.ReadAsync(work => OfficeSettings.CurrentAsync(work, OfficeSettings.Safeguarding));
        (Version, setBy) = (current.Version, current.SetBy);
        if (Code != New)
            Before = current.Value.FirstOrDefault(one => one.Code == Code) ?? throw new NotFoundException("No such point");
    }
}
