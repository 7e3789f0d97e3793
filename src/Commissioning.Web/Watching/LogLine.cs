using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Commissioning.Platform.Watching;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Commissioning.Web.Watching;

/// <summary>Writes each log entry as one line of JSON, with the correlation id of its request or job. Every text passes through
/// <see cref="Redaction"/>. The framework's own JSON formatter would log addresses of requests and the whole text of exceptions.</summary>
public sealed class LogLine(TimeProvider clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "portal";
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", clock.GetUtcNow().UtcDateTime);
            json.WriteString("level", logEntry.LogLevel.ToString());
            json.WriteString("category", logEntry.Category);
            if (logEntry.EventId.Id != 0)
                json.WriteNumber("event", logEntry.EventId.Id);
            json.WriteString("node", Node.Name);
            if (Activity.Current is { } activity)
                json.WriteString("correlation", activity.TraceId.ToHexString());
            json.WriteString("message", Redaction.Of(logEntry.Formatter(logEntry.State, null)));
            if (logEntry.Exception is { } exception)
                json.WriteString("exception", Redaction.Of(exception));
            // The framework's values may hold more than its message; ours are what the message says.
            if (
                logEntry.Category.StartsWith("Commissioning.", StringComparison.Ordinal)
                && logEntry.State is IReadOnlyList<KeyValuePair<string, object?>> values
            )
                WriteValues(json, values);
            json.WriteEndObject();
        }
        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteValues(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        foreach (var (name, value) in values)
        {
            if (name == "{OriginalFormat}")
                continue;
            if (value is int or long)
                json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
            else
                json.WriteString(name, Redaction.Of(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
        }
    }
}
