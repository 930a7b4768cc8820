using System.Text.Json;
using LoadSharing.Lab.Components;
using Microsoft.AspNetCore.Http;
using HttpResults = Microsoft.AspNetCore.Http.Results;

namespace LoadSharing.Lab.Api;

/// <summary>Errors of the API as problem documents (RFC 9457).</summary>
internal static class Problems
{
    public static IResult NotFound(string detail) => HttpResults.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: "Not found");

    public static IResult BadRequest(string detail) => HttpResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "Bad request");

    /// <summary>A component exited unexpectedly or did not become ready. The detail is the whole failure text.</summary>
    public static IResult Failed(ComponentFailure failure) =>
        HttpResults.Problem(failure.Message, statusCode: StatusCodes.Status409Conflict, title: $"{failure.Station}: the {failure.Component.Name()} failed");

    public static Task UnauthorizedAsync(HttpContext context) => HttpResults.Problem(
        "Send the lab's token as Authorization: Bearer TOKEN.", statusCode: StatusCodes.Status401Unauthorized, title: "Unauthorized").ExecuteAsync(context);

    public static Task ForbiddenAsync(HttpContext context) => HttpResults.Problem(
        $"Origin: {context.Request.Headers.Origin} is not the lab's. Send the request from the lab's own page, or without this header.",
        statusCode: StatusCodes.Status403Forbidden,
        title: "Forbidden").ExecuteAsync(context);

    /// <summary>Runs a request and converts exceptions. One that is not expected is a bug of the lab: the test shows it with its stack trace.</summary>
    public static async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            await Describe(error).ExecuteAsync(context);
        }
    }

    private static IResult Describe(Exception error) => error switch
    {
        LabException { Failure: { } failure } => Failed(failure),
        LabException => HttpResults.Problem(error.Message, statusCode: StatusCodes.Status409Conflict, title: "Not possible now"),
        BadHttpRequestException or JsonException => BadRequest(error.Message),
        OperationCanceledException => HttpResults.Problem(
            "The lab is shutting down.", statusCode: StatusCodes.Status503ServiceUnavailable, title: "Shutting down"),
        _ => HttpResults.Problem(error.ToString(), statusCode: StatusCodes.Status500InternalServerError, title: "Bug of the lab"),
    };
}
