using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features;
using Commissioning.Features.Settings;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Settings;

/// <summary>One equality question, or a new one.</summary>
[Requires(Permission.ManageSettings)]
public sealed class EqualityQuestionModel(Db db, SaveEqualityQuestion save, RemoveEqualityQuestion remove) : PageModel
{
    private const string New = "new";

    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public QuestionForm Form { get; set; } = new();

    /// <summary>Null: a new one.</summary>
    public EqualityQuestion? Before { get; private set; }
    public bool MayRemove { get; private set; }
    public string Heading => Before is null ? "Add an equality question" : Before.Wording;
    private string? setBy;

    public sealed class QuestionForm
    {
        public string? Wording { get; set; }
        public string? Options { get; set; }
        public bool IsClosed { get; set; }
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (Before is not null)
            Form = new()
            {
                Wording = Before.Wording,
                Options = string.Join('\n', Before.Options),
                IsClosed = Before.IsClosed,
            };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var seen = Version;
        await LoadAsync();
        if (this.IfStale(seen, Version, setBy) is { } stale)
            return stale;
        var typed = new EqualityQuestion(
            Before?.Code ?? "",
            Form.Wording?.Trim() ?? "",
            (Form.Options ?? "").ReplaceLineEndings("\n").Split('\n'),
            Before is not null && Form.IsClosed
        );
        return this.AfterSaving(await save.RunAsync(User.Actor(), seen, typed), Links.Settings.Equality, "The question is saved");
    }

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        var seen = Version;
        await OnGetAsync();
        if (this.IfStale(seen, Version, setBy) is { } stale)
            return stale;
        return this.AfterSaving(await remove.RunAsync(User.Actor(), seen, Code), Links.Settings.Equality, "The question is taken out");
    }

    private async Task LoadAsync()
    {
        var current = await db.ReadAsync(work => OfficeSettings.CurrentAsync(work, OfficeSettings.Equality));
        (Version, setBy) = (current.Version, current.SetBy);
        if (Code == New)
            return;
        Before = current.Value.FirstOrDefault(one => one.Code == Code) ?? throw new NotFoundException("No such question");
        MayRemove = await db.ReadAsync(async work =>
            EqualityRules.WhyCannotRemove(await RemoveEqualityQuestion.WasPublishedAsync(work, Code)) is null
        );
    }
}
