using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features;
using Commissioning.Features.Settings;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Settings;

[Requires(Permission.ManageSettings)]
public sealed class ProfileQuestionModel(Db db, SetProfileQuestion set) : PageModel
{
    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public QuestionForm Form { get; set; } = new();
    public ProfileSetting Before { get; private set; } = null!;
    public IReadOnlyList<Choice> Kinds { get; private set; } = [];
    private string? setBy;

    public sealed class QuestionForm
    {
        public string? Wording { get; set; }
        public string? Hint { get; set; }
        public bool IsAsked { get; set; }
        public bool IsRequired { get; set; }
        public string[] NotFrom { get; set; } = [];
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = new()
        {
            Wording = Before.Wording,
            Hint = Before.Hint,
            IsAsked = Before.IsAsked,
            IsRequired = Before.IsRequired,
            NotFrom = [.. Before.NotFrom],
        };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var seen = Version;
        await LoadAsync();
        if (this.IfStale(seen, Version, setBy) is { } stale)
            return stale;
        var typed = new ProfileSetting(Code, Form.Wording?.Trim() ?? "", Form.Hint, Form.IsRequired, Form.NotFrom, Form.IsAsked);
        return this.AfterSaving(await set.RunAsync(User.Actor(), seen, typed), Links.Settings.Profile, "The question is saved");
    }

    private async Task LoadAsync()
    {
        var current = await db.ReadAsync(work => OfficeSettings.CurrentAsync(work, OfficeSettings.Profile));
        (Version, setBy) = (current.Version, current.SetBy);
        Before = current.Value.FirstOrDefault(one => one.Code == Code) ?? throw new NotFoundException("No such question");
        Kinds = (await db.ReadAsync(OfficeSettings.KindsAsync)).All.Select(kind => new Choice(kind.Code, kind.Name)).ToList();
    }
}
