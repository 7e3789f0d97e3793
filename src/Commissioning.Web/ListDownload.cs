using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Commissioning.Platform.Lists;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;

namespace Commissioning.Web;

/// <summary>A list as it is seen, sent as a file while it is read.</summary>
public sealed class ListDownload(ListDefinition list, ListRequest request, string format) : IActionResult
{
    /// <summary>Null: the address does not ask for a file.</summary>
    public static ListDownload? Of(PageModel page, ListDefinition list) =>
        page.Request.Query["download"].FirstOrDefault() is "xlsx" or "csv"
            ? new ListDownload(list, ListView.Asked(page, list), page.Request.Query["download"]!)
            : null;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var who = http.User.Actor();
        await http.RequestServices.GetRequiredService<RecordListDownload>().RunAsync(who, list, request, format);
        var response = http.Response;
        response.ContentType = format == "xlsx" ? ListFile.Xlsx : ListFile.Csv;
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileName = $"{list.Key}.{format}",
        }.ToString();
        // The ends of the parts of a workbook are written at once.
        http.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        await http
            .RequestServices.GetRequiredService<Db>()
            .ReadOneMomentAsync<object?>(async work =>
            {
                if (format == "xlsx")
                    await ListFile.WriteXlsxAsync(work, list, request, who, response.Body, http.RequestAborted);
                else
                    await ListFile.WriteCsvAsync(work, list, request, who, response.Body);
                return null;
            });
    }
}
