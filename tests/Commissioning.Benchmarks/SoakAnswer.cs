using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using AngleSharp.Html.Parser;
using Commissioning.Features;
using Commissioning.Testing;

namespace Commissioning.Benchmarks;

/// <summary>How one request ended.</summary>
/// <param name="Begun">A time stamp of <see cref="Stopwatch"/>.</param>
/// <param name="Status">Null: the connection broke.</param>
/// <param name="Refusal">The errors on a form that was not accepted.</param>
/// <param name="KeptWords">Whether the answer holds what was typed; null: nothing was typed.</param>
internal sealed record SoakAnswer(
    string What,
    HttpStatusCode Expected,
    HttpStatusCode? Status,
    long Begun,
    TimeSpan Took,
    string? Broke = null,
    bool? KeptWords = null,
    string? Refusal = null
)
{
    public bool IsSave => Expected == HttpStatusCode.Found;
}
