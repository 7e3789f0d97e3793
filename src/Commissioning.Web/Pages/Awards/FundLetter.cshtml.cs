using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Awards;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ViewAwards)]
public sealed class FundLetterModel(Db db, SaveLetterTemplate save, PreviewLetterTemplate preview, ApproveLetterTemplate approve)
    : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public string Kind { get; set; } = "";

    [BindProperty]
    public LetterForm Form { get; set; } = new();
    public bool MayChange => User.Can(Permission.ManageRounds);
    public LetterTemplate Template { get; private set; } = null!;
    public FundLetterQueries.FundLetter View { get; private set; } = null!;
    public FundLetterQueries.State State => FundLetterQueries.Of(Template.Kind, View.Versions);
    public LetterDocument? Preview { get; private set; }

    public sealed class LetterForm
    {
        public string? Title { get; set; }
        public string? Body { get; set; }

        /// <summary>The record that the preview uses; null for samples.</summary>
        public Guid? Subject { get; set; }
    }

    /// <summary>The newest version, approved or not, so that the approver reads the same text.</summary>
    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = View.Versions.FirstOrDefault() is { } newest
            ? new() { Title = newest.Title, Body = newest.Body }
            : new() { Title = Template.Title, Body = Template.Body };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayChange)
            return Forbid();
        await LoadAsync();
        return this.AnyErrors(await save.RunAsync(User.Actor(), Id, Template.Kind, Form.Title, Form.Body))
            ? this.PageWithErrors()
            : this.Next(
                Links.Awards.FundLetter(Id, Template.Kind),
                "The version is saved. Someone else must approve it before it is used."
            );
    }

    public async Task<IActionResult> OnPostPreviewAsync()
    {
        if (!MayChange)
            return Forbid();
        await LoadAsync();
        if (this.AnyErrors(LetterTemplateRules.WhyWrong(Template.Kind, Form.Title, Form.Body)))
            return this.PageWithErrors();
        Preview = await preview.RunAsync(Id, Template.Kind, Form.Title!, Form.Body!, Form.Subject);
        return Page();
    }

    /// <summary>Only fills the form; saving makes a version.</summary>
    public async Task<IActionResult> OnPostDefaultAsync()
    {
        if (!MayChange)
            return Forbid();
        await LoadAsync();
        ModelState.Clear();
        (Form.Title, Form.Body) = (Template.Title, Template.Body);
        return Page();
    }

    public async Task<IActionResult> OnPostApproveAsync(Guid version)
    {
        if (!MayChange)
            return Forbid();
        var outcome = await approve.RunAsync(User.Actor(), Id, version);
        await OnGetAsync();
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Awards.FundLetter(Id, Template.Kind), "The version is approved and in use");
    }

    public IReadOnlyList<Choice> Applications() =>
        [
            new("", "Samples"),
            .. View.Applications.Select(application => new Choice(
                application.SubjectId.ToString(),
                $"{application.Reference}: {application.ProjectName}"
            )),
        ];

    public IEnumerable<(string Caption, IReadOnlyList<MergeField> Names, Func<string, string> Write)> Lists()
    {
        yield return ("Fields, in a sentence", Template.Fields, name => $"{{{{{name}}}}}");
        yield return ("Tables, lists and signature, alone on a line", Template.Blocks, name => $"{{{{{name}}}}}");
        if (Template.Conditions.Count > 0)
            yield return ("Conditions", Template.Conditions, name => $"{{{{if {name}}}}}");
    }

    private async Task LoadAsync()
    {
        if (!Enum.TryParse<LetterKind>(Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            throw new NotFoundException("No such letter");
        await db.ReadAsync(work => FundQueries.GetAsync(work, Id));
        (Template, View) = (LetterTemplates.Of(kind), await db.ReadAsync(work => FundLetterQueries.GetAsync(work, Id, kind)));
    }
}
