using System.Net;

namespace Commissioning.Testing;

internal sealed class AlternatingNodes(IReadOnlyList<Uri> nodes) : DelegatingHandler
{
    private int sent;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (; ; )
        {
            var node = nodes[(Interlocked.Increment(ref sent) & int.MaxValue) % nodes.Count];
            request.RequestUri = new Uri(node, request.RequestUri!.PathAndQuery);
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther))
                return response;
            request = new HttpRequestMessage(HttpMethod.Get, new Uri(request.RequestUri, response.Headers.Location!));
            response.Dispose();
        }
    }
}
