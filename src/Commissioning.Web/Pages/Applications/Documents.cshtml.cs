using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Commissioning.Web.Identity;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications), EnableRateLimiting(RateLimits.Upload)]
public sealed class DocumentsModel(
    Db db,
    AddDocument add,
    UseDocumentAgain useAgain,
    RemoveDocument remove,
    MyApplication myApplication,
    TimeProvider clock,
    ClamdOptions clamd
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>One box per kind of document; only the submitted form's box is filled.</summary>
    [BindProperty]
    public IFormFile?[] Files { get; set; } = [];

    /// <summary>The documents that the new files replace.</summary>
    public Guid?[] Instead { get; set; } = [];

    /// <summary>The dates on which the new files run out.</summary>
    [BindProperty]
    public DateParts[] Expires { get; set; } = [];
    public ApplicationDocumentQueries.DocumentList View { get; private set; } = null!;

    /// <summary>Whether the person comes back from signing in, after a file was sent without a session.</summary>
    public bool HasLostFile => Request.Query.ContainsKey(SignedOutForms.LostFile);

    /// <summary>Where to go on after the documents.</summary>
    public string After { get; private set; } = "";

    public DocumentFields Fields =>
        new(
            Files,
            Instead,
            View.Kinds,
            View.Needed,
            View.Documents,
            Links.Applications.Documents(Id),
            document => Links.Applications.Document(Id, document),
            clamd.IsConfigured
        )
        {
            Expires = Expires,
            Held = View.Held,
            WhyCannotUseAgain = View.WhyCannotUseAgain,
            Today = View.Today,
            Questions = View.Questions,
        };

    public async Task<IActionResult> OnGetAsync()
    {
        var application = await LoadAsync();
        return TaskListModel.Instead(application, clock.UtcNow()) is { } instead ? this.Next(instead) : Page();
    }

    private async Task<Application> LoadAsync()
    {
        View = await db.ReadAsync(work => ApplicationDocumentQueries.GetAsync(work, User.Actor(), Id));
        Files = new IFormFile?[View.Kinds.Count];
        // Each kind has a form of its own, so the other kinds' boxes are not sent.
        Instead = View.Kinds.Select((_, i) => this.ReadInstead(i)).ToArray();
        Expires = View.Kinds.Select((_, i) => ReadExpires(i)).ToArray();
        var tasks = await myApplication.GetAsync(User.Actor(), Id);
        After = TaskListModel.LinkAfter(tasks, Section.Documents);
        return tasks.Application;
    }

    public async Task<IActionResult> OnPostAsync([FromQuery] Guid kind)
    {
        await LoadAsync();
        var place = View.Kinds.Select((one, i) => (one, i)).FirstOrDefault(pair => pair.one.Id == kind).i;
        var field = Refusal.At(nameof(Files), place);
        var (replaced, expires) = (Instead.ElementAtOrDefault(place), Expires.ElementAtOrDefault(place) ?? new());
        if (Request.Form.Files.Count == 0)
            return this.PageWithErrors(new Refusal("Choose a file first", field));
        if (!expires.IsBlank && expires.WhyNotADate("the date on which it runs out") is { } wrong)
            return this.PageWithErrors(new Refusal($"{wrong}. Choose the file again too.", Refusal.At(nameof(Expires), place)));
        // Each file is accepted or refused on its own, so one refusal does not lose the others.
        var added = new List<string>();
        foreach (var file in Request.Form.Files)
        {
            if (await this.ReadUploadAsync(file, field) is not { } upload)
                continue;
            var outcome = await add.RunAsync(User.Actor(), Id, kind, upload, field, added.Count == 0 ? replaced : null, expires.ToDate());
            if (outcome.IsDone)
                added.Add(upload.Name);
            else
                this.AnyErrors(outcome);
        }
        if (ModelState.IsValid)
            return await NextAsync($"{string.Join(", ", added)} added");
        await LoadAsync();
        return this.PageWithErrors();
    }

    public async Task<IActionResult> OnPostUseAgainAsync([FromQuery] Guid kind, Guid document)
    {
        var outcome = await useAgain.RunAsync(User.Actor(), Id, kind, document);
        if (outcome.IsDone)
            return await NextAsync("The document is used again");
        await LoadAsync();
        return this.PageWithErrors(outcome);
    }

    /// <summary>Says what was done, and what is still needed.</summary>
    private async Task<IActionResult> NextAsync(string done)
    {
        await LoadAsync();
        return this.Next(
            Links.Applications.Documents(Id),
            View.Missing is { Count: > 0 } missing
                ? $"{done}. Still needed: {string.Join(", ", missing.Select(kind => kind.Name))}"
                : $"{done}. Nothing else is needed here."
        );
    }

    private DateParts ReadExpires(int place)
    {
        string? Part(string part) =>
            Request.HasFormContentType ? Request.Form[$"{Refusal.At(nameof(Expires), place)}.{part}"].ToString() : null;
        return new()
        {
            Day = Part(nameof(DateParts.Day)),
            Month = Part(nameof(DateParts.Month)),
            Year = Part(nameof(DateParts.Year)),
        };
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid document)
    {
        var outcome = await remove.RunAsync(User.Actor(), Id, document);
        if (outcome.IsDone)
            return this.Next(Links.Applications.Documents(Id), "Document removed");
        await LoadAsync();
        return this.PageWithErrors(outcome);
    }

    public static string HintOf(DocumentKind kind) =>
        string.Join(
            " ",
            new[]
            {
                kind.Hint,
                kind.Settings.Endings.Count > 0 ? $"Kinds of file: {string.Join(", ", kind.Settings.Endings)}." : null,
                kind.Settings.MostMegabytes is { } most ? $"Up to {most} MB." : null,
            }.Where(part => !string.IsNullOrEmpty(part))
        );

    public static string Size(long bytes) => bytes < 1048576 ? $"{Math.Max(1, bytes / 1024)} KB" : $"{bytes / 1048576.0:0.0} MB";
}
