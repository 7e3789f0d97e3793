using Commissioning.Platform.Files;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web;

/// <summary>Turns a storage failure into an error message on the page of the upload, with everything typed still there.</summary>
public sealed class FileStorageFilter : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var done = await next();
        if (
            done.Exception is not FileStorageException refused
            || !HttpMethods.IsPost(context.HttpContext.Request.Method)
            || context.HandlerInstance is not PageModel page
        )
            return;
        done.ExceptionHandled = true;
        page.ModelState.AddModelError("", refused.ForPeople);
        page.Response.StatusCode = refused.IsFull ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status503ServiceUnavailable;
        done.Result = page.Page();
    }
}
